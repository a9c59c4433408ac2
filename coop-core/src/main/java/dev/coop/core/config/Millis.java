package dev.coop.core.config;

import java.time.Duration;
import java.util.Optional;

/** A time in milliseconds. */
record Millis(Duration max) implements ValueType<Duration> {
    /** Longer than anybody waits for anything that has a limit; it keeps sums of times far from overflow. */
    static final Millis UP_TO_A_WEEK = new Millis(Duration.ofDays(7));

    @Override
    public Optional<Duration> parse(String text) {
        return Optional.of(text)
                .filter(Whole::isNumber)
                .map(number -> Duration.ofMillis(Long.parseLong(number)))
                .filter(time -> time.compareTo(max) <= 0);
    }

    @Override
    public String allowed() {
        return "a number of milliseconds from 0 to " + max.toMillis();
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
