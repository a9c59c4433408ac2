package dev.coop.core.vt;

/**
 * How often a full table may be swept. A sweep looks at every cell, so a program that fills a table with what it shows
 * could have one for each character: while a sweep leaves the table crowded, many requests go without before the next.
 */
final class SweepPause {
    /** Requests. A sweep takes a few milliseconds at most; shared among as many it takes less than a microsecond of each. */
    static final int REQUESTS = 8192;

    private int left;

    /** To be asked when there is no room: is it time to sweep? */
    boolean isOver() {
        if (left == 0) {
            return true;
        }
        left--;
        return false;
    }

    /** To be told after a sweep. */
    void swept(boolean crowded) {
        left = crowded ? REQUESTS : 0;
    }
}
