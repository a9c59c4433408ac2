package dev.coop.core.pty;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The few drivers of one loop that wait for a time: they have input that isn't taken, or a grace period. */
final class Schedule {
    /** A time that doesn't come. */
    static final long NEVER = Long.MAX_VALUE;

    private final Set<PtyDriver> waiting = new HashSet<>();
    private long next = NEVER;

    /** The driver's time has changed. */
    void update(PtyDriver driver) {
        if (driver.dueAt() == NEVER) {
            remove(driver);
        } else {
            waiting.add(driver);
            next = Math.min(next, driver.dueAt());
        }
    }

    void remove(PtyDriver driver) {
        if (waiting.remove(driver) && waiting.isEmpty()) {
            next = NEVER;
        }
    }

    /** Never later than the first driver's time; earlier where that driver has changed its mind. */
    long next() {
        return next;
    }

    void fire(long now) {
        for (PtyDriver driver : List.copyOf(waiting)) {
            if (driver.dueAt() <= now) {
                driver.onDue(now);
            }
        }
        next = NEVER;
        for (PtyDriver driver : waiting) {
            next = Math.min(next, driver.dueAt());
        }
    }
}
