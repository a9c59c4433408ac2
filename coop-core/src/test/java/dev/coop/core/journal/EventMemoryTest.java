package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.journal.EventMemory.Look;
import org.junit.jupiter.api.Test;

/** What may be seen when, as the log keeps up, fails and recovers. */
class EventMemoryTest {
    private static final int ALL = 1 << 20;

    private final EventMemory<String> memory = memory(8, 1000);

    private static EventMemory<String> memory(int events, int bytes) {
        return new EventMemory<>(new MemoryBounds(events, bytes), Words.CLOCK, true, 10);
    }

    private static void add(EventMemory<String> memory, int count, int bytes) {
        for (var i = 0; i < count; i++) {
            memory.add("x", new byte[bytes], 0);
        }
    }

    @Test
    void anEventIsSeenOnlyOnceItIsWritten() {
        add(memory, 3, 10);
        assertThat(memory.after(10)).isEqualTo(new Look.Ahead<>(false));
        memory.written(12);
        assertThat(memory.visible()).isEqualTo(12);
        assertThat(memory.after(11)).isEqualTo(new Look.Held<>(Words.event(12, "x")));
        assertThat(memory.after(12)).isEqualTo(new Look.Ahead<>(false));
        assertThat(memory.unwritten(ALL)).extracting(LogLine::seq).containsExactly(13L);
    }

    @Test
    void aBatchIsCutAtItsBytesButHasAtLeastOneEvent() {
        add(memory, 3, 100);
        assertThat(memory.unwritten(1)).hasSize(1);
        assertThat(memory.unwritten(101)).hasSize(2);
        assertThat(memory.unwritten(ALL)).hasSize(3);
    }

    @Test
    void whenTheLogFailsWhatWaitsIsSeenAndWhatComesDoesNotWait() {
        add(memory, 3, 10);
        memory.written(11);
        memory.degrade("disk full");
        assertThat(memory.health()).isEqualTo(new Health.Degraded(12, "disk full"));
        assertThat(memory.visible()).isEqualTo(13);
        add(memory, 1, 10);
        assertThat(memory.visible()).isEqualTo(14);
        memory.degrade("directory gone");
        assertThat(memory.health()).isEqualTo(new Health.Degraded(12, "directory gone"));
    }

    @Test
    void itIsWellAgainWhenTheLogHasCaughtUpAndNotBefore() {
        add(memory, 3, 10);
        memory.degrade("disk full");
        memory.written(12);
        assertThat(memory.health()).isInstanceOf(Health.Degraded.class);
        memory.written(13);
        assertThat(memory.health()).isEqualTo(new Health.Ok());
        add(memory, 1, 10);
        assertThat(memory.visible()).isEqualTo(13);
    }

    @Test
    void whatMemoryGaveUpBeforeTheLogRecoveredIsNotWritten() {
        add(memory, 1, 10);
        memory.degrade("disk full");
        add(memory, 20, 10);
        assertThat(memory.unwritten(ALL))
                .extracting(LogLine::seq)
                .startsWith(24L)
                .endsWith(31L);
        assertThat(memory.after(10)).isEqualTo(new Look.Older<>(24));
    }

    @Test
    void moreThanHalfOfTheEventsNeverWait() {
        add(memory, 4, 10);
        assertThat(memory.health()).isEqualTo(new Health.Ok());
        add(memory, 1, 10);
        assertThat(memory.health()).isEqualTo(new Health.Degraded(11, "the disk is 4 events behind"));
        assertThat(memory.visible()).isEqualTo(15);
    }

    @Test
    void moreThanHalfOfTheBytesNeverWaitAndWhatIsWrittenNoLongerCounts() {
        add(memory, 2, 250);
        assertThat(memory.health()).isEqualTo(new Health.Ok());
        memory.written(11);
        add(memory, 1, 250);
        assertThat(memory.health()).isEqualTo(new Health.Ok());
        add(memory, 1, 1);
        assertThat(memory.health()).isInstanceOf(Health.Degraded.class);
    }

    @Test
    void aMemoryOfOneEventStillWaitsForTheDisk() {
        var tiny = memory(1, 1000);
        add(tiny, 1, 10);
        assertThat(tiny.health()).isEqualTo(new Health.Ok());
        tiny.written(11);
        add(tiny, 1, 10);
        assertThat(tiny.health()).isEqualTo(new Health.Ok());
        assertThat(tiny.after(10)).isEqualTo(new Look.Older<>(12));
    }

    @Test
    void anEventThatHasWaitedTooLongIsSeenWithoutTheDisk() {
        memory.add("x", new byte[10], 1000);
        memory.add("x", new byte[10], 2000);
        assertThat(memory.stopWaiting(1000, "slow")).isTrue();
        assertThat(memory.visible()).isEqualTo(10);
        assertThat(memory.stopWaiting(1001, "slow")).isFalse();
        assertThat(memory.visible()).isEqualTo(12);
        assertThat(memory.health()).isEqualTo(new Health.Degraded(11, "slow"));
    }

    @Test
    void aWriteThatAnswersAfterItsEventsWereShownCountsAllTheSame() {
        add(memory, 2, 10);
        memory.degrade("slow");
        add(memory, 20, 10);
        memory.written(12);
        assertThat(memory.unwritten(ALL)).extracting(LogLine::seq).startsWith(25L);
        memory.written(32);
        assertThat(memory.health()).isEqualTo(new Health.Ok());
    }
}
