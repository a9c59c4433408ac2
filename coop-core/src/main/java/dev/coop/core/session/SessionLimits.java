package dev.coop.core.session;

import dev.coop.core.journal.ByteJournal;

/**
 * How much of the past a session keeps, and what its program may ask.
 *
 * @param outputBytes the newest bytes of the program's output, for cursors that fell behind
 * @param historyLines lines that left the screen at its top
 * @param answersChecksums whether the program may read the screen through checksums (DECRQCRA), as test suites do
 */
public record SessionLimits(int outputBytes, int historyLines, boolean answersChecksums) {
    /** 10,000 lines are some 200 full screens; of plain text they take about 1 MB. */
    public static final int DEFAULT_HISTORY_LINES = 10_000;

    public static final SessionLimits DEFAULT = new SessionLimits(ByteJournal.DEFAULT_CAPACITY, DEFAULT_HISTORY_LINES);

    /** Without answers to questions for checksums. */
    public SessionLimits(int outputBytes, int historyLines) {
        this(outputBytes, historyLines, false);
    }

    public SessionLimits {
        if (outputBytes < 1) {
            throw new IllegalArgumentException("outputBytes must be at least 1: " + outputBytes);
        }
        if (historyLines < 0) {
            throw new IllegalArgumentException("historyLines must not be negative: " + historyLines);
        }
    }
}
