package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteJournalPropertyTest {
    private static final int LONGEST = 120;

    /** Any capacity, any sequence of appends and reads; a failure names its seed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyInterleavingYieldsTheAppendedBytesMinusTheGapsThatWereTold(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            var capacity = 1 + random.nextInt(100);
            var journal = new ByteJournal(capacity);
            var cursor = journal.cursor(0);
            for (int step = 0; step < 60; step++) {
                var length = 1 + random.nextInt(LONGEST);
                if (random.nextBoolean()) {
                    Bytes.append(journal, length);
                    assertThat(journal.start()).isEqualTo(Math.max(0, journal.end() - capacity));
                } else {
                    take(journal, cursor, length);
                }
            }
        }
    }

    private static void take(ByteJournal journal, ByteCursor cursor, int length) {
        var buffer = new byte[LONGEST];
        var before = cursor.position();
        switch (cursor.read(buffer, 0, length)) {
            case Read.Data(int count) -> {
                Bytes.check(buffer, before, count);
                assertThat(count).isEqualTo((int) Math.min(length, journal.end() - before));
                assertThat(cursor.position()).isEqualTo(before + count);
            }
            case Read.Gap(long from, long to) -> {
                assertThat(from).isEqualTo(before).isLessThan(to);
                assertThat(to).isEqualTo(journal.start()).isEqualTo(cursor.position());
            }
            case Read.NothingYet() -> assertThat(before).isEqualTo(journal.end());
            case Read.End() -> throw new AssertionError("nobody closed the journal");
        }
    }
}
