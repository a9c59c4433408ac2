package dev.coop.cli.wire;

import java.time.Duration;

/** A moment by which something has to be done. */
public final class Deadline {
    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Milliseconds, rounded up; 0 when it has passed. */
    public long millisLeft() {
        return Math.max(0, Math.ceilDiv(at - System.nanoTime(), 1_000_000));
    }

    public boolean passed() {
        return at - System.nanoTime() <= 0;
    }
}
