package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small memory, a disk that stutters, readers of every speed: nothing is lost without being told, or told twice. */
@Timeout(60)
class EventJournalSoakTest {
    private static final int EVENTS = 20_000;
    private static final DiskPolicy NERVOUS =
            new DiskPolicy(Duration.ofMillis(5), 10_000, Duration.ofMillis(5), Duration.ofMillis(5));
    private static final LogBounds BOUNDS = new LogBounds(100_000, 600_000);

    @TempDir
    Path directory;

    @Test
    void everyReaderGetsEveryNumberOnceAsItsEventOrInAGap() throws Exception {
        var random = new Random(4711);
        try (var disk = new LogDisk(NERVOUS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<Long>>();
            try (var journal = Words.logged(disk, directory, 64, BOUNDS)) {
                for (var pause : new int[] {0, 0, 10_000, 100_000}) {
                    var cursor = journal.cursor(0);
                    readers.add(threads.submit(() -> follow(cursor, pause)));
                }
                for (var seq = 1; seq <= EVENTS; seq++) {
                    journal.append("word " + seq);
                    if (seq % 500 == 0) {
                        var stutter = random.nextInt(20_000_000);
                        disk.write(() -> LockSupport.parkNanos(stutter));
                    }
                    if (seq % 10 == 0) {
                        LockSupport.parkNanos(10_000);
                    }
                }
            }
            for (var reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            var again = Words.logged(disk, directory, 64, BOUNDS);
            again.close();
            assertThat(follow(again.cursor(0), 0)).isPositive();
        }
    }

    /** Reads to the end, checks that nothing is left out, and returns how many events it saw. */
    private static long follow(EventCursor<String> cursor, int pauseNanos) throws InterruptedException {
        var events = 0L;
        var next = 1L;
        try (cursor) {
            while (true) {
                switch (Words.take(cursor, 1).getFirst()) {
                    case EventRead.Event<String>(long seq, var at, String word) -> {
                        assertThat(seq).isEqualTo(next);
                        assertThat(at).isEqualTo(Words.NOON);
                        assertThat(word).isEqualTo("word " + seq);
                        next = seq + 1;
                        events++;
                        LockSupport.parkNanos(pauseNanos);
                    }
                    case EventRead.Gap<String>(long from, long to) -> {
                        assertThat(from).isEqualTo(next);
                        assertThat(to).isGreaterThanOrEqualTo(from);
                        next = to + 1;
                    }
                    case EventRead.NothingYet<String>() -> throw new AssertionError("take does not give this");
                    case EventRead.End<String>() -> {
                        assertThat(next).isEqualTo(EVENTS + 1);
                        return events;
                    }
                }
            }
        }
    }
}
