package dev.coop.core.journal;

import java.time.Duration;

/**
 * How the disk is used.
 *
 * @param syncInterval written lines are forced to the disk at the latest this long after the first of them
 * @param syncBytes and at once when this many bytes were written since
 * @param retryInterval how long after a failed write the next is tried
 * @param patience how long an event waits for the disk before its journal goes on without it
 */
public record DiskPolicy(Duration syncInterval, long syncBytes, Duration retryInterval, Duration patience) {
    /** A power loss costs at most a second of events. Two seconds is what a person takes for a hang. */
    public static final DiskPolicy DEFAULT =
            new DiskPolicy(Duration.ofSeconds(1), 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(2));

    public DiskPolicy {
        requirePositive("syncInterval", syncInterval);
        requirePositive("retryInterval", retryInterval);
        requirePositive("patience", patience);
        if (syncBytes < 1) {
            throw new IllegalArgumentException("syncBytes has to be at least 1, not " + syncBytes);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " has to be positive, not " + value);
        }
    }
}
