package dev.coop.core.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of a host: one platform thread, started by the first of them. Without a timer it sleeps for good, and a
 * cancelled one is forgotten at once. When a task fails that is logged, and the others go on.
 */
public final class TimerThread implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimerThread.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("coop-timers").daemon().unstarted(task));

    public TimerThread() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        try {
            Future<?> planned = thread.schedule(told(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** The executor would keep what a task throws to itself. */
    private static Runnable told(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a timer's task failed", e);
                throw e;
            }
        };
    }

    /** What waits for its time is dropped, and nothing is taken any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
