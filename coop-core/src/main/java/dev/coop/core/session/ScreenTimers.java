package dev.coop.core.session;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for the screens of all sessions of a host; there is none while nobody looks. */
final class ScreenTimers implements ScreenFeed.Timers, AutoCloseable {
    private static final int LINGER_SECONDS = 10;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("coop-screens").daemon().factory(),
            // After the end nobody looks any more.
            new ThreadPoolExecutor.DiscardPolicy());

    ScreenTimers() {
        thread.setKeepAliveTime(LINGER_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        var _ = thread.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
