package dev.coop.core.config;

import java.time.Duration;
import java.util.Optional;

/** A time in milliseconds. */
record Millis(Duration min, Duration max) implements ValueType<Duration> {
    /** Longer than anybody waits for anything that has a limit; it keeps sums of times far from overflow. */
    static final Millis UP_TO_A_WEEK = atLeast(Duration.ZERO);

    /** Such a time, for what makes no sense when it is shorter. */
    static Millis atLeast(Duration min) {
        return new Millis(min, Duration.ofDays(7));
    }

    @Override
    public Optional<Duration> parse(String text) {
        return Optional.of(text)
                .filter(Whole::isNumber)
                .map(number -> Duration.ofMillis(Long.parseLong(number)))
                .filter(time -> time.compareTo(min) >= 0 && time.compareTo(max) <= 0);
    }

    @Override
    public String allowed() {
        return "a number of milliseconds from %d to %d".formatted(min.toMillis(), max.toMillis());
    }

    @Override
    public String label() {
        return "MS";
    }

    @Override
    public String literal(Duration value) {
        return Long.toString(value.toMillis());
    }
}
