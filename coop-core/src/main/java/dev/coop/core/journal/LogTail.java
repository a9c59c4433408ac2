package dev.coop.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a log file that a crash may have cut short ends: behind the last whole, valid line.
 *
 * <p>A kill leaves part of a line; a power loss may leave a stretch of zeros or the old content of the blocks. Looks
 * from the back, so a sound file costs one read whatever its size.
 *
 * @param length the bytes up to the end of that line
 * @param last that line's number, or one below the first number the file may hold
 */
record LogTail(long length, long last) {
    private static final int BLOCK = 1 << 16;

    /** Bytes: the largest event with the members around it. What is longer is no line of ours. */
    private static final int MAX_LINE = EventJournal.MAX_EVENT_BYTES + 128;

    static LogTail of(LogBytes file, long size, long first) throws IOException {
        var end = size;
        while (end > 0) {
            var lastBreak = lastBreakBefore(file, end);
            if (lastBreak != end - 1) {
                end = lastBreak + 1;
                continue;
            }
            var start = lastBreakBefore(file, end - 1) + 1;
            var seq = validSeq(file, start, end - 1);
            if (seq >= first) {
                return new LogTail(end, seq);
            }
            end = start;
        }
        return new LogTail(0, first - 1);
    }

    private static long validSeq(LogBytes file, long start, long end) throws IOException {
        if (end - start > MAX_LINE) {
            return -1;
        }
        var line = ByteBuffer.allocate((int) (end - start));
        file.fill(line, start);
        return LogLine.parse(line.array()).map(LogLine::seq).orElse(-1L);
    }

    /** The position of the last line break before {@code end}, or -1. */
    private static long lastBreakBefore(LogBytes file, long end) throws IOException {
        var blockEnd = end;
        while (blockEnd > 0) {
            var block = ByteBuffer.allocate((int) Math.min(BLOCK, blockEnd));
            var blockStart = blockEnd - block.capacity();
            file.fill(block, blockStart);
            for (var i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return blockStart + i;
                }
            }
            blockEnd = blockStart;
        }
        return -1;
    }
}
