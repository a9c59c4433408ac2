package dev.coop.core.journal;

import static dev.coop.core.journal.Words.event;
import static dev.coop.core.journal.Words.gap;
import static dev.coop.core.journal.Words.take;
import static dev.coop.core.journal.Words.takeAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal with a log on a sound disk. */
@Timeout(30)
class LoggedEventJournalTest {
    @TempDir
    Path directory;

    private final LogDisk disk = new LogDisk(Words.PATIENT);

    @AfterEach
    void closeDisk() {
        disk.close();
    }

    private String log() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void anEventIsInTheLogBeforeAnybodySeesIt() throws Exception {
        try (var journal = Words.logged(disk, directory, 1000);
                var cursor = journal.cursor(0)) {
            for (var i = 1; i <= 200; i++) {
                journal.append("word" + i);
                var seen = take(cursor, 1).getFirst();
                assertThat(seen).isEqualTo(event(i, "word" + i));
                assertThat(log()).contains("{\"seq\":" + i + ",");
            }
        }
    }

    @Test
    void aJournalOpenedAgainGoesOnWithTheNextNumberAndReadsTheOldOnes() throws Exception {
        try (var journal = Words.logged(disk, directory, 1000)) {
            journal.append("a");
            journal.append("b");
        }
        try (var journal = Words.logged(disk, directory, 1000)) {
            assertThat(journal.last()).isEqualTo(2);
            assertThat(journal.append("c")).isEqualTo(3);
            assertThat(takeAll(journal, 0)).containsExactly(event(1, "a"), event(2, "b"), event(3, "c"));
        }
    }

    @Test
    void aCursorOlderThanMemoryReadsOnFromTheLogAndThenFromMemory() throws Exception {
        // More than one page of the log, several files, and a memory of ten.
        var word = "x".repeat(1000);
        try (var journal = Words.logged(disk, directory, 10, new LogBounds(50_000, 1 << 20));
                var follower = journal.cursor(0)) {
            for (var i = 1; i <= 300; i++) {
                journal.append(word);
                take(follower, 1);
            }
            var all = takeAll(journal, 0);
            assertThat(all).hasSize(300);
            for (var i = 1; i <= 300; i++) {
                assertThat(all.get(i - 1)).isEqualTo(event(i, word));
            }
            assertThat(takeAll(journal, 289)).hasSize(11).startsWith(event(290, word));
        }
    }

    @Test
    void whatTheLogHasGivenUpForItsAgeIsToldAsAGap() throws Exception {
        try (var journal = Words.logged(disk, directory, 10, new LogBounds(720, 1500))) {
            try (var follower = journal.cursor(0)) {
                for (var i = 1; i <= 100; i++) {
                    journal.append("abc");
                    take(follower, 1);
                }
            }
            var all = takeAll(journal, 0);
            assertThat(all.getFirst()).isEqualTo(gap(1, 80));
            assertThat(all).hasSize(21).contains(event(81, "abc")).endsWith(event(100, "abc"));
        }
    }

    @Test
    void damagedAndUndecodableEventsAreToldAsGaps() throws Exception {
        try (var journal = Words.logged(disk, directory, 10)) {
            for (var word : new String[] {"a", "?", "damage", "b", "?"}) {
                journal.append(word);
            }
        }
        var file = directory.resolve("events-00000000000000000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("{\"w\":\"damage\"}", "{\"w\":damage\"}"));
        try (var journal = Words.logged(disk, directory, 10)) {
            journal.append("c");
            assertThat(takeAll(journal, 0))
                    .containsExactly(event(1, "a"), gap(2, 3), event(4, "b"), gap(5, 5), event(6, "c"));
        }
    }

    @Test
    void aTornEndIsCutAndTold() throws Exception {
        try (var journal = Words.logged(disk, directory, 10)) {
            journal.append("a");
            assertThat(journal.repair()).isEmpty();
        }
        var file = directory.resolve("events-00000000000000000001.jsonl");
        Files.writeString(file, "\0\0\0\0", StandardOpenOption.APPEND);
        try (var journal = Words.logged(disk, directory, 10)) {
            assertThat(journal.repair()).hasValueSatisfying(repair -> {
                assertThat(repair.file()).isEqualTo(file);
                assertThat(repair.cutBytes()).isEqualTo(4);
            });
            assertThat(journal.append("b")).isEqualTo(2);
            assertThat(takeAll(journal, 0)).containsExactly(event(1, "a"), event(2, "b"));
        }
    }

    @Test
    void anArrivingPageOfTheLogWakesAnEventLoopOnce() throws Exception {
        try (var journal = Words.logged(disk, directory, 1000)) {
            journal.append("a");
        }
        try (var journal = Words.logged(disk, directory, 1000);
                var cursor = journal.cursor(0)) {
            var wakes = new AtomicInteger();
            assertThat(cursor.read()).isEqualTo(new EventRead.NothingYet<String>());
            var armed = cursor.onReady(wakes::incrementAndGet);
            assertThat(take(cursor, 1)).containsExactly(event(1, "a"));
            // The page may have been quicker than the arming.
            assertThat(wakes.get()).isLessThanOrEqualTo(armed ? 1 : 0);
        }
    }

    @Test
    void virtualThreadsAppendAndEveryEventIsInTheLogOnceAndInOrder() throws Exception {
        try (var journal = Words.logged(disk, directory, 10_000)) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 20; i++) {
                    threads.execute(() -> {
                        for (var n = 0; n < 100; n++) {
                            journal.append("w");
                        }
                    });
                }
            }
        }
        var lines = log().lines().toList();
        assertThat(lines).hasSize(2000);
        for (var i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith("{\"seq\":" + (i + 1) + ",");
        }
    }

    @Test
    void theEndIsSeenBehindTheLastEventAndThatIsInTheLog() throws Exception {
        var journal = Words.logged(disk, directory, 1000);
        var cursor = journal.cursor(0);
        journal.append("a");
        journal.append("b");
        journal.close();
        assertThat(log()).contains("\"seq\":2,");
        assertThat(take(cursor, 3)).containsExactly(event(1, "a"), event(2, "b"), new EventRead.End<>());
        assertThat(journal.health()).isEqualTo(new Health.Ok());
    }

    @Test
    void aCursorReadsAClosedJournalsLogToItsEnd() throws Exception {
        var journal = Words.logged(disk, directory, 4);
        try (var follower = journal.cursor(0)) {
            for (var i = 1; i <= 20; i++) {
                journal.append("w" + i);
                take(follower, 1);
            }
        }
        journal.close();
        var all = take(journal.cursor(0), 21);
        assertThat(all).startsWith(event(1, "w1")).endsWith(event(20, "w20"), new EventRead.End<>());
    }

    @Test
    void anIdleJournalHoldsNoFileOpen() throws Exception {
        try (var journal = Words.logged(disk, directory, 4)) {
            journal.append("a");
        }
        var file = directory.resolve("events-00000000000000000001.jsonl");
        try (var journal = Words.logged(disk, directory, 4)) {
            assertThat(journal.last()).isEqualTo(1);
            assertThat(openFiles()).doesNotContain(file);
            journal.append("b");
            take(journal.cursor(1), 1);
            assertThat(openFiles()).contains(file);
        }
        assertThat(openFiles()).doesNotContain(file);
    }

    private static List<Path> openFiles() throws IOException {
        var open = new ArrayList<Path>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors) {
                try {
                    open.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException e) {
                    // Closed since it was listed, as the list's own descriptor is.
                    assertThat(e.getFile()).isEqualTo(descriptor.toString());
                }
            }
        }
        return open;
    }

    @Test
    void moreThanOneTurnsWorthIsWrittenWithoutAnotherAppend() throws Exception {
        var word = "x".repeat(150_000);
        var letGo = new CountDownLatch(1);
        try (var journal = Words.logged(disk, directory, 100)) {
            disk.write(() -> {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            for (var i = 0; i < 3; i++) {
                journal.append(word);
            }
            letGo.countDown();
            assertThat(take(journal.cursor(0), 3)).endsWith(event(3, word));
            assertThat(journal.health()).isEqualTo(new Health.Ok());
        }
    }

    @Test
    void manyJournalsShareOneDisk() throws Exception {
        var journals = new ArrayList<EventJournal<String>>();
        for (var i = 0; i < 50; i++) {
            journals.add(Words.logged(disk, directory.resolve("j" + i), 100));
        }
        for (var n = 0; n < 20; n++) {
            for (var journal : journals) {
                journal.append("n" + n);
            }
        }
        for (var journal : journals) {
            assertThat(takeAll(journal, 0))
                    .hasSize(20)
                    .startsWith(event(1, "n0"))
                    .endsWith(event(20, "n19"));
            journal.close();
        }
    }
}
