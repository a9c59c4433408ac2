package dev.coop.core.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one journal's events from memory to its log: in batches, on the disk's writing thread.
 *
 * <p>When writing fails it degrades the memory, rests for the retry interval, and begins again with the oldest
 * unwritten event that memory still holds; what memory has given up by then stays a hole in the log.
 */
final class LogFeed<E> {
    private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);

    /** Bytes of JSON per turn: one write call, short enough that other journals need not wait long. */
    private static final int BATCH_BYTES = 1 << 18;

    private final EventMemory<E> memory;
    private final EventLog log;
    private final LogDisk disk;
    private final Runnable changed;
    private final AtomicBoolean queued = new AtomicBoolean();

    /** The rest is the writing thread's own. */
    private boolean resting;

    private boolean syncPlanned;
    private boolean finished;

    /** @param changed called after events became visible or the health changed */
    LogFeed(EventMemory<E> memory, EventLog log, LogDisk disk, Runnable changed) {
        this.memory = memory;
        this.log = log;
        this.disk = disk;
        this.changed = changed;
    }

    /** @param failure why the log could not be opened, if so */
    void start(Optional<Throwable> failure) {
        disk.attach(this);
        failure.ifPresent(why -> {
            memory.degrade(reason(why));
            changed.run();
            submit(() -> rest(why));
        });
    }

    /** There is something to write. Never waits. */
    void kick() {
        disk.watch();
        if (queued.compareAndSet(false, true)) {
            submit(this::turn);
        }
    }

    private void submit(Runnable task) {
        try {
            disk.write(task);
        } catch (RejectedExecutionException e) {
            memory.degrade("the log's disk is closed");
            changed.run();
        }
    }

    private void turn() {
        queued.set(false);
        if (!finished && !resting && writeSome()) {
            // To the back of the queue: journals take turns.
            kick();
        }
    }

    /** Writes one batch; says whether it went well and more is left. */
    private boolean writeSome() {
        try {
            open();
            write(memory.unwritten(BATCH_BYTES));
            syncIfDue();
        } catch (IOException | RuntimeException e) {
            rest(e);
            return false;
        }
        changed.run();
        return !memory.unwritten(1).isEmpty();
    }

    private void open() throws IOException {
        log.open();
        if (log.last() > memory.written()) {
            throw new IOException(
                    "the log, which could not be read when the journal was opened, already ends with event "
                            + log.last());
        }
    }

    private void write(List<LogLine> batch) throws IOException {
        try {
            log.write(batch);
        } finally {
            memory.written(log.last());
        }
    }

    private void syncIfDue() throws IOException {
        if (log.unsynced() >= disk.policy().syncBytes()) {
            log.sync();
        } else if (log.unsynced() > 0 && !syncPlanned) {
            syncPlanned = true;
            disk.writeLater(this::plannedSync, disk.policy().syncInterval());
        }
    }

    private void plannedSync() {
        syncPlanned = false;
        if (finished) {
            return;
        }
        try {
            log.sync();
        } catch (IOException e) {
            rest(e);
        }
    }

    private void rest(Throwable failure) {
        if (!(failure instanceof IOException)) {
            LOG.error("writing events failed for a reason of our own", failure);
        }
        memory.degrade(log.safe() + 1, reason(failure));
        changed.run();
        if (!resting) {
            resting = true;
            disk.writeLater(this::retry, disk.policy().retryInterval());
        }
    }

    private void retry() {
        resting = false;
        turn();
    }

    /** In words for a user; the JDK's messages for these are bare paths. */
    private static String reason(Throwable failure) {
        return "the log can't be written: "
                + switch (failure) {
                    case AccessDeniedException e -> "no permission for " + e.getFile();
                    case NoSuchFileException e -> e.getFile() + " is missing";
                    case FileAlreadyExistsException e -> e.getFile() + " is in the way of a directory or file";
                    case IOException e when e.getMessage() != null -> e.getMessage();
                    default -> failure.toString();
                };
    }

    /** Lets events that have waited too long be seen without the disk. Says whether any still waits. */
    boolean stopWaiting(Duration patience) {
        var before = memory.visible();
        var waits = memory.stopWaiting(
                System.nanoTime() - patience.toNanos(), "the disk has not answered for " + patience.toMillis() + " ms");
        if (memory.visible() > before) {
            changed.run();
        }
        return waits;
    }

    private @Nullable Void lastTurn() throws IOException {
        finished = true;
        try {
            open();
            for (var batch = memory.unwritten(BATCH_BYTES); !batch.isEmpty(); batch = memory.unwritten(BATCH_BYTES)) {
                write(batch);
            }
        } catch (IOException | RuntimeException e) {
            try {
                log.close();
            } catch (IOException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
        log.close();
        return null;
    }

    /**
     * Reads events back on the disk's reading thread and hands them to {@code then}: as {@link LogSearch#page} gives
     * them, or none when they can't be read.
     */
    void readBack(long from, long before, Consumer<List<LogLine>> then) {
        try {
            disk.read(() -> then.accept(page(from, before)));
        } catch (RejectedExecutionException e) {
            then.accept(List.of());
        }
    }

    private List<LogLine> page(long from, long before) {
        try {
            return LogSearch.page(log.segments(), from, before, LogSearch.STRETCH);
        } catch (IOException | RuntimeException e) {
            LOG.warn("events from {} on can't be read back; their reader is told a gap", from, e);
            return List.of();
        }
    }

    Optional<LogRepair> repair() {
        return log.repair();
    }

    /** Writes what is left and closes the log. Waits for the disk, but not beyond patience. */
    void finish() {
        try {
            disk.call(this::lastTurn).get(disk.policy().patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            memory.degrade("the disk has not answered when the journal was closed");
        } catch (ExecutionException e) {
            memory.degrade(reason(e.getCause() == null ? e : e.getCause()));
        } catch (RejectedExecutionException e) {
            memory.degrade("the log's disk is closed");
        } catch (InterruptedException e) {
            memory.degrade("interrupted while the last events were written");
            Thread.currentThread().interrupt();
        }
        disk.detach(this);
    }
}
