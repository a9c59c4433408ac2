package dev.coop.core.agent.generic;

import java.time.Duration;

/**
 * Whether a program does something, judged by its output alone: it works while it prints, and rests when it has been quiet
 * for a while. Times are nanoseconds. One thread prints; another may ask whether it has become quiet.
 */
public final class OutputActivity {
    /** Longer than the pauses of what prints as it works (a spinner, a test runner), and soon enough for who waits for rest. */
    public static final Duration QUIET = Duration.ofSeconds(2);

    private volatile long lastOutput;
    private volatile boolean working;

    /** The program printed something. True if it was at rest before. */
    public boolean printed(long now) {
        lastOutput = now;
        if (working) {
            return false;
        }
        working = true;
        return true;
    }

    /** When it will have been quiet for long enough, if it prints nothing more. */
    public long quietAt() {
        return lastOutput + QUIET.toNanos();
    }

    /** True if it worked and has been quiet for long enough. */
    public boolean hasCalmedDown(long now) {
        if (!working || quietAt() - now > 0) {
            return false;
        }
        working = false;
        if (quietAt() - now > 0) {
            // It has printed just now, and may have seen that it works already.
            working = true;
            return false;
        }
        return true;
    }

    /** Whether it has printed since it was quiet last. */
    public boolean isWorking() {
        return working;
    }
}
