package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianDoesNotFollowOneSlowRound() {
        assertThat(Samples.of(DoubleStream.of(3, 1_000, 1, 2, 4)).median()).isEqualTo(3);
    }

    @Test
    void aPercentileIsASampleThatWasTaken() {
        Samples hundred = Samples.of(IntStream.rangeClosed(1, 100).asDoubleStream());

        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.percentile(0)).isEqualTo(1);
    }

    @Test
    void batchesAreReadAsOneSet() {
        Samples first = Samples.of(DoubleStream.of(1, 9));
        Samples second = Samples.of(DoubleStream.of(5, 6, 7));

        assertThat(Samples.all(List.of(first, second)).median()).isEqualTo(6);
    }

    @Test
    void nothingMeasuredIsNotAZero() {
        assertThatThrownBy(() -> Samples.of(DoubleStream.empty())).hasMessageContaining("no samples");
    }
}
