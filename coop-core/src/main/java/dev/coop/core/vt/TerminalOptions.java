package dev.coop.core.vt;

/**
 * What a terminal does that is somebody's choice.
 *
 * @param historyLines lines that left the screen at its top and are kept
 * @param answersChecksums whether a program may ask for the checksum of a part of the screen (DECRQCRA), by which it can
 *     read what others wrote there; for test suites
 */
public record TerminalOptions(int historyLines, boolean answersChecksums) {
    public TerminalOptions {
        if (historyLines < 0) {
            throw new IllegalArgumentException("historyLines must not be negative: " + historyLines);
        }
    }
}
