package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When written lines are forced to the disk, and what happens when that fails. */
@Timeout(30)
class LogFeedTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    private final Semaphore syncs = new Semaphore(0);
    private final Semaphore changes = new Semaphore(0);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final EventMemory<String> memory = new EventMemory<>(MemoryBounds.DEFAULT, Words.CLOCK, true, 0);
    private LogDisk disk = new LogDisk(DiskPolicy.DEFAULT);

    @AfterEach
    void closeDisk() {
        disk.close();
    }

    private LogFeed<String> feed(Duration syncInterval, long syncBytes) {
        disk = new LogDisk(new DiskPolicy(syncInterval, syncBytes, Duration.ofMillis(20), Duration.ofSeconds(15)));
        var log = new EventLog(directory, LogBounds.DEFAULT, file -> {
            if (broken.get()) {
                throw new IOException("the disk lost what it was given");
            }
            syncs.release();
        });
        var feed = new LogFeed<>(memory, log, disk, changes::release);
        feed.start(Optional.empty());
        return feed;
    }

    private void append(LogFeed<String> feed, int bytes) {
        memory.add("x", ("{\"w\":\"" + "x".repeat(bytes) + "\"}").getBytes(UTF_8), System.nanoTime());
        feed.kick();
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private boolean forced() throws InterruptedException {
        // The file, and the directory that names it.
        return syncs.tryAcquire(2, 20, TimeUnit.SECONDS);
    }

    @Test
    void linesAreForcedAtTheLatestWhenTheIntervalIsOver() throws Exception {
        append(feed(Duration.ofMillis(20), Long.MAX_VALUE), 10);
        assertThat(forced()).isTrue();
    }

    @Test
    void linesAreForcedAtOnceWhenThereAreManyAndNotBefore() throws Exception {
        var feed = feed(NEVER, 5000);
        append(feed, 2000);
        until(() -> memory.visible() == 1);
        assertThat(syncs.availablePermits()).isZero();
        append(feed, 3000);
        assertThat(forced()).isTrue();
    }

    @Test
    void linesAreForcedWhenTheJournalIsClosed() throws Exception {
        var feed = feed(NEVER, Long.MAX_VALUE);
        append(feed, 10);
        feed.finish();
        assertThat(forced()).isTrue();
        assertThat(memory.health()).isEqualTo(new Health.Ok());
    }

    @Test
    void aForceThatFailsIsToldAndTriedAgain() throws Exception {
        broken.set(true);
        var feed = feed(NEVER, 1);
        append(feed, 10);
        until(() -> memory.health()
                .equals(new Health.Degraded(1, "the log can't be written: the disk lost what it was given")));
        assertThat(memory.visible()).isEqualTo(1);
        broken.set(false);
        until(() -> memory.health() instanceof Health.Ok);
        append(feed, 10);
        assertThat(syncs.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
}
