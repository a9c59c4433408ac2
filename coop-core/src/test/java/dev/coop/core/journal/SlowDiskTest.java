package dev.coop.core.journal;

import static dev.coop.core.journal.Words.event;
import static dev.coop.core.journal.Words.gap;
import static dev.coop.core.journal.Words.take;
import static dev.coop.core.journal.Words.takeAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that hangs: its writing thread is held until the test lets it go. */
@Timeout(30)
class SlowDiskTest {
    @TempDir
    Path directory;

    private final LogDisk disk = new LogDisk(Words.QUICK);
    private final CountDownLatch letGo = new CountDownLatch(1);

    private EventJournal<String> journal;

    @BeforeEach
    void openJournal() throws InterruptedException {
        journal = Words.logged(disk, directory, 8);
    }

    private void hang() {
        disk.write(() -> {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new AssertionError("the writing thread is never interrupted: that would close its files", e);
            }
        });
    }

    @AfterEach
    void close() {
        letGo.countDown();
        journal.close();
        disk.close();
    }

    @Test
    void appendingNeverWaitsForTheDiskNotEvenOnAVirtualThread() throws Exception {
        hang();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.submit(() -> journal.append("a")).get()).isEqualTo(1);
        }
        assertThat(journal.cursor(0).read()).as("not written yet").isEqualTo(new EventRead.NothingYet<String>());
    }

    @Test
    void anEventThatWaitsTooLongIsSeenAnywayAndTheJournalSaysThatItIsDegraded() throws Exception {
        hang();
        journal.append("a");
        assertThat(take(journal.cursor(0), 1)).containsExactly(event(1, "a"));
        Words.awaitHealth(journal, Words::degraded);
        assertThat(journal.health()).isEqualTo(new Health.Degraded(1, "the disk has not answered for 150 ms"));
    }

    @Test
    void anEventThatBeginsToWaitWhileTheWatchIsOnIsSeenToo() throws Exception {
        var cursor = journal.cursor(0);
        journal.append("a");
        take(cursor, 1);
        hang();
        journal.append("b");
        assertThat(take(cursor, 1)).containsExactly(event(2, "b"));
    }

    @Test
    void whenTooMuchWaitsNobodyWaitsAnyLonger() throws Exception {
        hang();
        for (var i = 1; i <= 5; i++) {
            journal.append("w" + i);
        }
        assertThat(takeAll(journal, 0)).hasSize(5);
        assertThat(journal.health()).isInstanceOf(Health.Degraded.class);
    }

    @Test
    void whenTheDiskAnswersAgainTheLogIsMadeGoodFromMemoryAndTheRestIsAHole() throws Exception {
        journal.append("w1");
        take(journal.cursor(0), 1);
        hang();
        for (var i = 2; i <= 30; i++) {
            journal.append("w" + i);
        }
        letGo.countDown();
        Words.awaitHealth(journal, Words::ok);
        assertThat(takeAll(journal, 0))
                .startsWith(event(1, "w1"), gap(2, 22), event(23, "w23"))
                .hasSize(10);

        journal.append("w31");
        journal.close();
        try (var again = Words.logged(disk, directory, 8)) {
            assertThat(takeAll(again, 0))
                    .startsWith(event(1, "w1"), gap(2, 22), event(23, "w23"))
                    .endsWith(event(31, "w31"))
                    .hasSize(11);
        }
    }

    @Test
    void closingDoesNotWaitForADiskThatHangs() throws Exception {
        hang();
        journal.append("a");
        var cursor = journal.cursor(0);
        journal.close();
        assertThat(take(cursor, 2)).containsExactly(event(1, "a"), new EventRead.End<>());
        assertThat(journal.health()).isInstanceOf(Health.Degraded.class);
    }

    @Test
    void aJournalWhoseDiskIsClosedGoesOnInMemory() throws Exception {
        journal.append("a");
        take(journal.cursor(0), 1);
        disk.close();
        for (var i = 2; i <= 20; i++) {
            journal.append("w" + i);
        }
        assertThat(journal.health()).isEqualTo(new Health.Degraded(2, "the log's disk is closed"));
        assertThat(takeAll(journal, 0)).startsWith(gap(1, 12), event(13, "w13"));
    }

    @Test
    void anEventLoopsListenerThatThrowsHarmsNobody() throws Exception {
        journal.onHealthChange(() -> {
            throw new IllegalStateException("a listener's fault, logged as this test expects");
        });
        hang();
        for (var i = 1; i <= 6; i++) {
            journal.append("w");
        }
        assertThat(journal.health()).isInstanceOf(Health.Degraded.class);
        assertThat(takeAll(journal, 0)).hasSize(6);
    }
}
