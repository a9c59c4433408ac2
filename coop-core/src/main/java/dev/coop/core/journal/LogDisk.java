package dev.coop.core.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place of a host from which its event logs touch the disk.
 *
 * <p>Three platform threads, each started by its first task: one writes for all journals, in turns; one reads back for
 * cursors that are older than memory; one looks after events that wait too long for the first. Other threads, which may
 * be virtual, only park on Java objects. With nothing to write there is no timer and nobody wakes up.
 */
public final class LogDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogDisk.class);

    /** Seconds that the reading thread stays when nobody reads back. */
    private static final int READER_LINGERS_SECONDS = 10;

    private final DiskPolicy policy;
    private final ScheduledThreadPoolExecutor writer = scheduler("coop-log-write");
    private final ScheduledThreadPoolExecutor watcher = scheduler("coop-log-watch");
    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(
            1, 1, READER_LINGERS_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon("coop-log-read"));
    private final Set<LogFeed<?>> feeds = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    public LogDisk(DiskPolicy policy) {
        this.policy = policy;
        reader.allowCoreThreadTimeOut(true);
    }

    private static ScheduledThreadPoolExecutor scheduler(String name) {
        var scheduler = new ScheduledThreadPoolExecutor(1, daemon(name));
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduler;
    }

    /** Daemons: a disk that hangs must not keep the process from ending. */
    private static ThreadFactory daemon(String name) {
        return task -> Thread.ofPlatform().name(name).daemon().unstarted(task);
    }

    DiskPolicy policy() {
        return policy;
    }

    /** @throws RejectedExecutionException when closed; so do {@link #call} and {@link #read} */
    void write(Runnable task) {
        writer.execute(told(task));
    }

    /** Has no effect when closed. */
    void writeLater(Runnable task, Duration delay) {
        plan(writer, task, delay);
    }

    private static void plan(ScheduledThreadPoolExecutor scheduler, Runnable task, Duration delay) {
        try {
            var _ = scheduler.schedule(told(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the disk is closed, nothing is planned any more", e);
        }
    }

    <T> Future<T> call(Callable<T> task) {
        return writer.submit(task);
    }

    void read(Runnable task) {
        reader.execute(told(task));
    }

    /** The executors would keep what a task throws to themselves. */
    private static Runnable told(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("work on an event log failed", e);
                throw e;
            }
        };
    }

    void attach(LogFeed<?> feed) {
        feeds.add(feed);
    }

    void detach(LogFeed<?> feed) {
        feeds.remove(feed);
    }

    /** To be called when an event begins to wait. One look at a flag while the watch is on. */
    void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            watchOn();
        }
    }

    private void watchOn() {
        plan(watcher, this::lookForWaiting, policy.patience());
    }

    private void lookForWaiting() {
        if (anyWaits()) {
            watchOn();
            return;
        }
        watching.set(false);
        // An event that came after the look, but before the flag was cleared, found the watch on and relies on it.
        if (anyWaits()) {
            watch();
        }
    }

    private boolean anyWaits() {
        var any = false;
        for (var feed : feeds) {
            any |= feed.stopWaiting(policy.patience());
        }
        return any;
    }

    /** To be called when the journals are closed. Waits for the disk, but not beyond patience. */
    @Override
    public void close() {
        watcher.shutdown();
        reader.shutdown();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(policy.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("the disk did not answer within {}; what waits for it is not written", policy.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
