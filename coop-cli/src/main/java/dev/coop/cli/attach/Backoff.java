package dev.coop.cli.attach;

import java.time.Duration;
import java.util.Optional;

/** When to try again: after half a second, then twice as long each time. A success makes it begin anew. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Doubled that often, the delay is over the longest. */
    private static final int MAX_DOUBLINGS = 5;

    private final int attempts;
    private int failed;

    /** @param attempts how many in a row */
    Backoff(int attempts) {
        this.attempts = attempts;
    }

    /** How long to wait before the next attempt; empty when there have been enough. */
    Optional<Duration> next() {
        if (failed == attempts) {
            return Optional.empty();
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(failed, MAX_DOUBLINGS));
        failed++;
        return Optional.of(delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
    }

    /** The attempt that {@link #next} was about, from 1. */
    int attempt() {
        return failed;
    }

    int attempts() {
        return attempts;
    }

    void succeeded() {
        failed = 0;
    }
}
