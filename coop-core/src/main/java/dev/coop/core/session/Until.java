package dev.coop.core.session;

import java.time.Duration;

/** What somebody waits for. */
public sealed interface Until {
    /** From when on a text counts. */
    enum From {
        /** Also what is on the screen when the wait begins. */
        SCREEN,
        /**
         * Only in lines that are new or have changed since the wait began: for a prompt that is there already and has to
         * come again. A line is another one when a full-screen program moves it.
         */
        NOW
    }

    /** A text or an expression is in a line of the screen, or was in one that has left it at its top since. */
    record Found(Search search, From from) implements Until {
        public Found(Search search) {
            this(search, From.SCREEN);
        }
    }

    /** Nothing has been printed for so long, counted from the beginning of the wait at the earliest. */
    record Quiet(Duration time) implements Until {
        public Quiet {
            if (time.isNegative() || time.isZero() || time.compareTo(Waits.MAX_TIME) > 0) {
                throw new IllegalArgumentException("the quiet time must be more than 0 and at most " + Waits.MAX_TIME);
            }
        }
    }

    /** The program has ended. */
    record Ended() implements Until {}
}
