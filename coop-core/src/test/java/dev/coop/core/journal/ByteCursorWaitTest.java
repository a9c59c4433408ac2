package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a byte journal to grow: by threads, by event loops, by many, by nobody. */
@Timeout(30)
class ByteCursorWaitTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteJournal journal = new ByteJournal(1000);
    private final byte[] buffer = new byte[1000];

    /** Waits until the thread is parked: only then is a wake-up a wake-up. */
    private static void untilParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    @Test
    void aParkedThreadIsWokenByTheNextByteWhetherVirtualOrNot() throws Exception {
        for (var builder : new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
            var cursor = journal.cursor(journal.end());
            var result = new CompletableFuture<Read>();
            var thread = builder.start(() -> {
                try {
                    cursor.await();
                    result.complete(cursor.read(buffer, 0, 10));
                } catch (InterruptedException e) {
                    result.completeExceptionally(e);
                }
            });
            untilParked(thread);
            Bytes.append(journal, 3);
            assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(new Read.Data(3));
            cursor.close();
        }
    }

    @Test
    void aWaitEndsAtOnceWhenThereIsDataAGapOrTheEnd() throws Exception {
        var cursor = journal.cursor(0);
        Bytes.append(journal, 1);
        assertThat(cursor.await(LONG)).isTrue();
        Bytes.append(journal, 5000);
        assertThat(cursor.await(LONG)).isTrue();
        assertThat(cursor.read(buffer, 0, 1)).isInstanceOf(Read.Gap.class);
        cursor.read(buffer, 0, 1000);
        journal.close();
        assertThat(cursor.await(LONG)).isTrue();
        assertThat(cursor.read(buffer, 0, 1)).isEqualTo(new Read.End());
    }

    @Test
    void aWaitWithoutAnythingEndsWhenItsTimeIsOver() throws Exception {
        assertThat(journal.cursor(0).await(Duration.ofMillis(5))).isFalse();
        assertThat(journal.cursor(0).await(Duration.ZERO)).isFalse();
    }

    @Test
    void theCloseOfTheJournalWakesWhoWaits() throws Exception {
        var cursor = journal.cursor(0);
        var thread = Thread.ofPlatform().start(() -> {
            try {
                cursor.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        untilParked(thread);
        journal.close();
        assertThat(thread.join(LONG)).isTrue();
    }

    @Test
    void aWaitCanBeInterruptedAndTheCursorUsedOn() throws Exception {
        var cursor = journal.cursor(0);
        var interrupted = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                cursor.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        untilParked(thread);
        thread.interrupt();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        thread.join();
        Bytes.append(journal, 1);
        assertThat(cursor.await(LONG)).isTrue();
    }

    @Test
    void closingACursorWakesTheThreadThatWaitsOnItAndForgetsIt() throws Exception {
        var cursor = journal.cursor(0);
        var outcome = new CompletableFuture<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(cursor.await(LONG));
            } catch (InterruptedException | IllegalStateException e) {
                outcome.completeExceptionally(e);
            }
        });
        untilParked(thread);
        assertThat(journal.waitingCursors()).isEqualTo(1);
        cursor.close();
        assertThat(outcome)
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("the cursor is closed");
        assertThat(journal.waitingCursors()).isZero();
    }

    @Test
    void aSubscriberThatNeverReadsCostsNothing() {
        for (var i = 0; i < 1000; i++) {
            journal.cursor(0);
        }
        Bytes.append(journal, 5000);
        assertThat(journal.waitingCursors()).isZero();
    }

    @Test
    void aCallbackIsCalledOncePerArmingHoweverMuchIsAppended() {
        var cursor = journal.cursor(0);
        var wakes = new AtomicInteger();
        assertThat(cursor.onReady(wakes::incrementAndGet)).isTrue();
        for (var i = 0; i < 100; i++) {
            Bytes.append(journal, 7);
        }
        assertThat(wakes).hasValue(1);

        assertThat(cursor.onReady(wakes::incrementAndGet)).isFalse();
        assertThat(wakes).hasValue(1);

        cursor.read(buffer, 0, 1000);
        assertThat(cursor.onReady(wakes::incrementAndGet)).isTrue();
        journal.close();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void aClosedCursorsCallbackIsNotCalled() {
        var cursor = journal.cursor(0);
        var wakes = new AtomicInteger();
        cursor.onReady(wakes::incrementAndGet);
        cursor.close();
        Bytes.append(journal, 7);
        assertThat(wakes).hasValue(0);
        assertThatIllegalStateException().isThrownBy(() -> cursor.onReady(wakes::incrementAndGet));
    }

    @Test
    void aCallbackThatThrowsHarmsNeitherTheWriterNorTheOthers() {
        var wakes = new AtomicInteger();
        journal.cursor(0).onReady(() -> {
            throw new IllegalStateException("a subscriber's fault, logged as this test expects");
        });
        journal.cursor(0).onReady(wakes::incrementAndGet);
        Bytes.append(journal, 1);
        assertThat(wakes).hasValue(1);
        assertThat(journal.end()).isEqualTo(1);
    }

    @Test
    void aHundredCursorsSeeEveryByteOfOneWriter() throws Exception {
        var total = 50_000;
        var roomy = new ByteJournal(total);
        var readers = new ArrayList<CompletableFuture<Long>>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 100; i++) {
            var result = new CompletableFuture<Long>();
            readers.add(result);
            var cursor = roomy.cursor(0);
            threads.add(Thread.ofVirtual().start(() -> readToTheEnd(cursor, result)));
        }
        for (var done = 0; done < total; done += 50) {
            Bytes.append(roomy, 50);
        }
        roomy.close();
        for (var reader : readers) {
            assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo(total);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(roomy.waitingCursors()).isZero();
    }

    private static void readToTheEnd(ByteCursor cursor, CompletableFuture<Long> result) {
        var target = new byte[777];
        try (cursor) {
            while (true) {
                var before = cursor.position();
                switch (cursor.read(target, 0, target.length)) {
                    case Read.Data(int count) -> Bytes.check(target, before, count);
                    case Read.Gap gap -> throw new AssertionError(gap);
                    case Read.NothingYet() -> cursor.await();
                    case Read.End() -> {
                        result.complete(cursor.position());
                        return;
                    }
                }
            }
        } catch (InterruptedException | AssertionError e) {
            result.completeExceptionally(e);
        }
    }
}
