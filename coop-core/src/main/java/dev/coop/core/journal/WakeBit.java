package dev.coop.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thing a journal remembers of a waiting cursor: whether, and how, it wants to be woken.
 *
 * <p>Armed by the one reader that owns the cursor, taken by whoever wakes. However much is appended between two
 * armings, the wake happens once. It joins its {@link WakeList} when first armed, so a cursor that never waits is
 * unknown to the writer.
 */
final class WakeBit {
    private static final Logger LOG = LoggerFactory.getLogger(WakeBit.class);
    private static final VarHandle ARMED;

    static {
        try {
            ARMED = MethodHandles.lookup().findVarHandle(WakeBit.class, "armed", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record Unpark(Thread thread) implements Runnable {
        @Override
        public void run() {
            LockSupport.unpark(thread);
        }
    }

    private final WakeList list;
    private boolean listed;
    private volatile boolean retired;
    private volatile @Nullable Runnable armed;

    WakeBit(WakeList list) {
        this.list = list;
    }

    /**
     * Parks the caller until {@code ready} holds, at most {@code nanos} ({@link Long#MAX_VALUE}: without a limit).
     *
     * @return false when the time is over and {@code ready} does not hold
     */
    boolean await(BooleanSupplier ready, long nanos) throws InterruptedException {
        if (ready.getAsBoolean()) {
            return true;
        }
        var since = System.nanoTime();
        var unpark = new Unpark(Thread.currentThread());
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                arm(unpark);
                if (ready.getAsBoolean()) {
                    return true;
                }
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                    continue;
                }
                var left = nanos - (System.nanoTime() - since);
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            armed = null;
        }
    }

    /**
     * Has {@code wake} called once, by the thread that makes {@code ready} hold.
     *
     * @return false when {@code ready} holds already: then {@code wake} is not called
     */
    boolean onReady(BooleanSupplier ready, Runnable wake) {
        if (ready.getAsBoolean()) {
            return false;
        }
        arm(wake);
        // What came between the look above and the arming was announced to nobody. If the bit is gone by now, the
        // wake is on its way.
        return !ready.getAsBoolean() || !ARMED.compareAndSet(this, wake, (Runnable) null);
    }

    /** Wakes once if armed. A throwing callback is that subscriber's fault and must not reach the writer. */
    void wake() {
        if (armed == null) {
            return;
        }
        var wake = (Runnable) ARMED.getAndSet(this, (Runnable) null);
        if (wake == null) {
            return;
        }
        try {
            wake.run();
        } catch (RuntimeException e) {
            LOG.error("a subscriber's wake-up failed; it will not be woken again before it asks", e);
        }
    }

    boolean retired() {
        return retired;
    }

    /** Leaves the list for good, from any thread. A parked thread is woken, a callback forgotten. */
    void retire() {
        retired = true;
        if (ARMED.getAndSet(this, (Runnable) null) instanceof Unpark unpark) {
            unpark.run();
        }
        list.remove(this);
    }

    private void arm(Runnable wake) {
        if (!listed) {
            list.add(this);
            listed = true;
            if (retired) {
                // Retired by another thread, perhaps before the bit was on the list.
                list.remove(this);
            }
        }
        armed = wake;
        list.announce();
    }
}
