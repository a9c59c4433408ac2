package dev.coop.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void eachDelayIsTwiceTheLastUpToTenSeconds() {
        Backoff backoff = new Backoff(7);
        assertThat(Stream.generate(backoff::next).limit(8).map(d -> d.map(Duration::toMillis)))
                .containsExactly(
                        Optional.of(500L),
                        Optional.of(1000L),
                        Optional.of(2000L),
                        Optional.of(4000L),
                        Optional.of(8000L),
                        Optional.of(10_000L),
                        Optional.of(10_000L),
                        Optional.empty());
    }

    /** A10: the reference counts all attempts of a session's life. */
    @Test
    void afterASuccessItBeginsAnew() {
        Backoff backoff = new Backoff(2);
        backoff.next();
        backoff.next();
        backoff.succeeded();
        assertThat(backoff.next()).contains(Duration.ofMillis(500));
        assertThat(backoff.attempt()).isEqualTo(1);
    }

    @Test
    void noAttemptsMeansNone() {
        assertThat(new Backoff(0).next()).isEmpty();
    }

    @Test
    void manyAttemptsDoNotOverflow() {
        Backoff backoff = new Backoff(1_000_000);
        assertThat(Stream.generate(backoff::next).limit(200))
                .allSatisfy(delay ->
                        assertThat(delay.orElseThrow()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10)));
    }
}
