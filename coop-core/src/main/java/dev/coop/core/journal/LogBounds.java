package dev.coop.core.journal;

/**
 * How much an event log keeps on disk.
 *
 * @param fileBytes a file that would become longer is followed by a new one
 * @param totalBytes when all files together are longer, the oldest is deleted, but never the one being written
 */
public record LogBounds(long fileBytes, long totalBytes) {
    /** Weeks of an agent's life in files that an editor still opens. */
    public static final LogBounds DEFAULT = new LogBounds(8L << 20, 64L << 20);

    public LogBounds {
        if (fileBytes < 1) {
            throw new IllegalArgumentException("a log file has at least 1 byte, not " + fileBytes);
        }
        if (totalBytes < 2 * fileBytes) {
            throw new IllegalArgumentException("a log keeps at least two files of " + fileBytes
                    + " bytes, or nothing would be left after a change of file; not " + totalBytes);
        }
    }
}
