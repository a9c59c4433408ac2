package dev.coop.core.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How a wait ended.
 *
 * @param match what was found and where; empty unless {@link Outcome#FOUND}
 * @param offset the output up to here was looked at
 * @param elapsed since the beginning of the wait
 * @param missed lines that came and were dropped from the history before anybody could look at them
 */
public record WaitResult(Outcome outcome, Optional<Search.Match> match, long offset, Duration elapsed, long missed) {
    /** What came first. */
    public enum Outcome {
        /** The text was there. */
        FOUND,
        /** It was quiet long enough. */
        QUIET,
        /** The program ended, whether that was waited for or not. Its last output was looked at before. */
        ENDED,
        /** The time was over. */
        TIMED_OUT
    }
}
