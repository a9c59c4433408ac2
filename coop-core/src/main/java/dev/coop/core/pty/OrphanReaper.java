package dev.coop.core.pty;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaps processes that were left behind by their parents, where that falls to this one: to the first process of a
 * container. Unreaped, each would keep its number, of which a container has few.
 *
 * <p>A plain wait for any child would take the statuses of our own children from those that wait for them. So the thread
 * waits without taking anything, and reaps only who is not ours and was taken by nobody for {@link #PATIENCE_NANOS}: what
 * the JDK or a library has started is reaped by them within milliseconds. While nobody ends, it sleeps in the kernel.
 */
public final class OrphanReaper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);

    private static final long PATIENCE_NANOS = 1_000_000_000;

    /** With no child at all there is nothing to wait for; those who enter a container from outside may leave some behind. */
    private static final long CHILDLESS_NANOS = 10_000_000_000L;

    private final IntPredicate own;
    private Set<Integer> ended = Set.of();

    private OrphanReaper(IntPredicate own) {
        this.own = own;
    }

    /**
     * Starts it if this is the first process, once; elsewhere orphans go to somebody else.
     *
     * @param own tells the numbers of children whose status is wanted
     */
    public static void startIfFirst(IntPredicate own) {
        if (FirstProcess.isThis()) {
            Thread.ofPlatform().name("coop-orphans").daemon().start(new OrphanReaper(own));
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                LockSupport.parkNanos(Wait.forAny() ? PATIENCE_NANOS : CHILDLESS_NANOS);
                reap();
            }
        } catch (RuntimeException failure) {
            LOG.error("Orphans are no longer reaped", failure);
        }
    }

    /** Those that had ended at the last look, too. */
    private void reap() {
        Set<Integer> now = ProcessHandle.current()
                .children()
                .map(child -> (int) child.pid())
                .filter(pid -> !own.test(pid) && Wait.peek(Wait.P_PID, pid) != null)
                .collect(Collectors.toCollection(HashSet::new));
        for (int pid : ended) {
            if (now.remove(pid)) {
                ExitStatus status = Wait.reap(Wait.P_PID, pid);
                LOG.debug("orphan {} was reaped: {}", pid, status);
            }
        }
        ended = now;
    }
}
