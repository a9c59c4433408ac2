package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

    private static final int P_PID = 1;
    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 0x1;
    private static final int WEXITED = 0x4;
    private static final int WNOWAIT = 0x1000000;
    private static final int CLD_EXITED = 1;
    private static final int CLD_DUMPED = 3;

    /** siginfo_t on 64-bit Linux, and where waitid fills it in. */
    private static final long SIGINFO_BYTES = 128;

    private static final long SI_CODE = 8;
    private static final long SI_PID = 16;
    private static final long SI_STATUS = 24;

    private final int pid;
    private final int pidfd;
    private boolean reaped;
    private boolean released;

    Child(int pid, int pidfd) {
        this.pid = pid;
        this.pidfd = pidfd;
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
            case CHILD -> peek() == null ? Libc.pidfdSendSignal(pidfd, signal.number(), 0) : -Errno.ESRCH;
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
        ExitStatus status = status(WEXITED | WNOHANG);
        reaped = status != null;
        return status;
    }

    /** Kills and reaps a child that nobody watches yet, and waits for that. */
    void end() {
        end(pid);
        release();
    }

    /** As {@link #end()}, for a child that could not even be held. Nobody else reaps it, so the number is its own. */
    static void end(int pid) {
        Libc.kill(-pid, Signal.KILL.number());
        try (Arena arena = Arena.ofConfined()) {
            Libc.waitid(P_PID, pid, arena.allocate(SIGINFO_BYTES, Long.BYTES), WEXITED);
        }
    }

    /** Gives up the descriptor. Afterwards nothing reaches the process from here. */
    synchronized void release() {
        if (!released) {
            released = true;
            Libc.close(pidfd);
        }
    }

    private @Nullable ExitStatus peek() {
        return status(WEXITED | WNOHANG | WNOWAIT);
    }

    private @Nullable ExitStatus status(int options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            int result = Libc.waitid(P_PIDFD, pidfd, info, options);
            if (result < 0) {
                return new ExitStatus.Lost("waitid: " + Errno.text(-result));
            }
            if (info.get(JAVA_INT, SI_PID) == 0) {
                return null;
            }
            int status = info.get(JAVA_INT, SI_STATUS);
            int code = info.get(JAVA_INT, SI_CODE);
            return code == CLD_EXITED
                    ? new ExitStatus.Exited(status & 0xff)
                    : new ExitStatus.Signaled(new Signal(status), code == CLD_DUMPED);
        }
    }
}
