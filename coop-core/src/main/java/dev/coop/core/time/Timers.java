package dev.coop.core.time;

import java.time.Duration;

/** A clock that only goes forward, and what is to be done later by it. */
public interface Timers {
    /** A task that waits for its time. */
    @FunctionalInterface
    interface Cancellable {
        /** The task is not begun any more. Again, or after its time, this has no effect. */
        void cancel();
    }

    /** Nanoseconds since some moment: for differences, never for dates. */
    long nanos();

    /**
     * Has a task done once, not before the delay is over. All timers share one thread: the task has to be quick and must
     * not wait, and hands on what takes longer.
     */
    Cancellable after(Duration delay, Runnable task);
}
