package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ByteJournalPropertyTest {
    sealed interface Step {
        record Append(int length) implements Step {}

        record Take(int length) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var lengths = Arbitraries.integers().between(1, 120);
        return Arbitraries.<Step>oneOf(lengths.map(Step.Append::new), lengths.map(Step.Take::new))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void anyInterleavingYieldsTheAppendedBytesMinusTheGapsThatWereTold(
            @ForAll @IntRange(min = 1, max = 100) int capacity, @ForAll("steps") List<Step> steps) {
        var journal = new ByteJournal(capacity);
        var cursor = journal.cursor(0);
        var buffer = new byte[120];
        for (var step : steps) {
            var before = cursor.position();
            switch (step) {
                case Step.Append(int length) -> {
                    Bytes.append(journal, length);
                    assertThat(journal.start()).isEqualTo(Math.max(0, journal.end() - capacity));
                }
                case Step.Take(int length) -> {
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
        }
    }
}
