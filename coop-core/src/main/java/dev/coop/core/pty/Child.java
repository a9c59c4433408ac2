package dev.coop.core.pty;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A started process, held by a pidfd: a signal reaches it or nobody, however often its number has been given away since.
 *
 * <p>The monitor covers signalling, reaping and releasing, none of which blocks.
 */
final class Child {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    /** Since Linux 6.9. */
    private static final int PIDFD_SIGNAL_PROCESS_GROUP = 1 << 2;

    private final int pid;
    private final int pidfd;
    private final Set<Integer> own;
    private boolean reaped;
    private boolean released;

    /** @param own the numbers of children that have not been reaped; this one's is among them until it is */
    Child(int pid, int pidfd, Set<Integer> own) {
        this.pid = pid;
        this.pidfd = pidfd;
        this.own = own;
        own.add(pid);
    }

    int pid() {
        return pid;
    }

    /** Readable once the process has ended. */
    int pidfd() {
        return pidfd;
    }

    /** False if there was nobody to hear it. */
    synchronized boolean signal(Signal signal, Target target) {
        if (released) {
            return false;
        }
        int result = switch (target) {
            case CHILD ->
                Wait.peek(Wait.P_PIDFD, pidfd) == null ? Libc.pidfdSendSignal(pidfd, signal.number(), 0) : -Errno.ESRCH;
            case GROUP -> signalGroup(signal);
        };
        if (result < 0 && result != -Errno.ESRCH) {
            LOG.warn("{} was not sent to process {}: {}", signal, pid, Errno.text(-result));
        }
        return result >= 0;
    }

    private int signalGroup(Signal signal) {
        int result = Libc.pidfdSendSignal(pidfd, signal.number(), PIDFD_SIGNAL_PROCESS_GROUP);
        if (result != -Errno.EINVAL) {
            return result;
        }
        // An older kernel. Until it is reaped the process keeps its number, and with it the group's.
        return reaped ? -Errno.ESRCH : Libc.kill(-pid, signal.number());
    }

    /** The status, if the process has ended; it is taken once. */
    synchronized @Nullable ExitStatus reap() {
        if (reaped) {
            throw new IllegalStateException("process " + pid + " was reaped before");
        }
        ExitStatus status = Wait.reap(Wait.P_PIDFD, pidfd);
        reaped = status != null;
        if (reaped) {
            own.remove(pid);
        }
        return status;
    }

    /** Kills and reaps a child that nobody watches yet, and waits for that. */
    void end() {
        end(pid);
        own.remove(pid);
        release();
    }

    /** As {@link #end()}, for a child that could not even be held. Nobody else reaps it, so the number is its own. */
    static void end(int pid) {
        Libc.kill(-pid, Signal.KILL.number());
        Wait.reapAtEnd(pid);
    }

    /** Gives up the descriptor. Afterwards nothing reaches the process from here. */
    synchronized void release() {
        if (!released) {
            released = true;
            Libc.close(pidfd);
        }
    }
}
