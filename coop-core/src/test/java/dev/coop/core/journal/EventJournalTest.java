package dev.coop.core.journal;

import static dev.coop.core.journal.Words.event;
import static dev.coop.core.journal.Words.gap;
import static dev.coop.core.journal.Words.take;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EventJournalTest {
    @Test
    void eventsAreNumberedFromOneAndReadInOrder() throws Exception {
        var journal = Words.inMemory(100);
        assertThat(journal.last()).isZero();
        assertThat(journal.append("a")).isEqualTo(1);
        assertThat(journal.append("b")).isEqualTo(2);
        assertThat(journal.last()).isEqualTo(2);
        assertThat(take(journal.cursor(0), 2)).containsExactly(event(1, "a"), event(2, "b"));
        assertThat(take(journal.cursor(1), 1)).containsExactly(event(2, "b"));
        assertThat(journal.cursor(2).read()).isEqualTo(new EventRead.NothingYet<String>());
    }

    @Test
    void slowSubscriberIsToldTheGapAndCatchesUp() throws Exception {
        var journal = Words.inMemory(3);
        var cursor = journal.cursor(0);
        journal.append("a");
        assertThat(take(cursor, 1)).containsExactly(event(1, "a"));
        for (var word : List.of("b", "c", "d", "e", "f")) {
            journal.append(word);
        }
        assertThat(take(cursor, 4)).containsExactly(gap(2, 3), event(4, "d"), event(5, "e"), event(6, "f"));
        assertThat(cursor.position()).isEqualTo(6);
        journal.append("g");
        assertThat(take(cursor, 1)).containsExactly(event(7, "g"));
    }

    @Test
    void memoryIsBoundedByTheBytesOfJsonToo() throws Exception {
        var journal = EventJournal.inMemory(Words.CODEC, new MemoryBounds(1000, 100), Words.CLOCK);
        for (var i = 0; i < 50; i++) {
            // 20 bytes of JSON each
            journal.append("twelve chars");
        }
        assertThat(take(journal.cursor(0), 2)).containsExactly(gap(1, 45), event(46, "twelve chars"));
    }

    @Test
    void anEventBeyondTheLimitIsRefusedAndUsesNoNumber() {
        var journal = EventJournal.inMemory(Words.CODEC, new MemoryBounds(10, 8 << 20), Words.CLOCK);
        assertThatExceptionOfType(EventTooLargeException.class)
                .isThrownBy(() -> journal.append("x".repeat(EventJournal.MAX_EVENT_BYTES)))
                .withMessage("an event of 1048584 bytes of JSON is refused, the limit is 1048576");
        assertThat(journal.append("x")).isEqualTo(1);

        var small = EventJournal.inMemory(Words.CODEC, new MemoryBounds(10, 100), Words.CLOCK);
        assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(() -> small.append("x".repeat(43)));
        assertThat(small.append("x".repeat(42))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[1]", "{\"a\":\n1}", "{\"a\":1}}", "{\"a\":{}", "{\"a\":\"b}", "{} {}"})
    void aCodecThatGivesNoObjectOnOneLineIsRefused(String json) {
        var journal = EventJournal.inMemory(
                new EventCodec<String>() {
                    @Override
                    public byte[] encode(String event) {
                        return json.getBytes(UTF_8);
                    }

                    @Override
                    public String decode(byte[] bytes) {
                        return "";
                    }
                },
                MemoryBounds.DEFAULT,
                Words.CLOCK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append("x"))
                .withMessageContaining("one JSON object on one line");
        assertThat(journal.last()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, Long.MAX_VALUE})
    void aCursorOutsideTheJournalIsRefused(long afterSeq) {
        var journal = Words.inMemory(10);
        journal.append("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.cursor(afterSeq))
                .withMessage("number " + afterSeq + " is outside the journal, which has given 0 to 1");
    }

    @Test
    void boundsThatCanNotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBounds(0, 1))
                .withMessageContaining("event");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBounds(1, 0))
                .withMessageContaining("byte");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogBounds(0, 10))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogBounds(10, 19))
                .withMessageContaining("two files");
    }

    @Test
    void wakeUpsAreCoalesced() throws Exception {
        var journal = Words.inMemory(100);
        var cursor = journal.cursor(0);
        var wakes = new AtomicInteger();
        assertThat(cursor.onReady(wakes::incrementAndGet)).isTrue();
        for (var i = 0; i < 50; i++) {
            journal.append("x");
        }
        assertThat(wakes).hasValue(1);
        take(cursor, 50);
        assertThat(cursor.onReady(wakes::incrementAndGet)).isTrue();
        journal.close();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void theEndIsSeenBehindTheLastEventAndNothingMoreIsTaken() throws Exception {
        var journal = Words.inMemory(100);
        var cursor = journal.cursor(0);
        journal.append("a");
        journal.close();
        journal.close();
        assertThat(take(cursor, 3)).containsExactly(event(1, "a"), new EventRead.End<>(), new EventRead.End<>());
        assertThatIllegalStateException().isThrownBy(() -> journal.append("b")).withMessage("the journal is closed");
        assertThat(journal.last()).isEqualTo(1);
    }

    @Test
    void aClosedCursorIsRefused() {
        var cursor = Words.inMemory(100).cursor(0);
        cursor.close();
        assertThatIllegalStateException().isThrownBy(cursor::read).withMessage("the cursor is closed");
        assertThatIllegalStateException().isThrownBy(cursor::await).withMessage("the cursor is closed");
    }

    @Test
    void aHundredCursorsSeeEveryEventOfManyWritersOnceAndInOrder() throws Exception {
        var writers = 8;
        var each = 250;
        var total = writers * each;
        var journal = Words.inMemory(total);
        var readers = new ArrayList<Future<List<EventRead<String>>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 100; i++) {
                var cursor = journal.cursor(0);
                readers.add(threads.submit(() -> take(cursor, total)));
            }
            for (var i = 0; i < writers; i++) {
                var word = "writer " + i;
                threads.execute(() -> {
                    for (var n = 0; n < each; n++) {
                        journal.append(word);
                    }
                });
            }
            var expected = LongStream.rangeClosed(1, total).boxed().toList();
            for (var reader : readers) {
                assertThat(reader.get())
                        .extracting(read -> ((EventRead.Event<String>) read).seq())
                        .isEqualTo(expected);
            }
        }
    }
}
