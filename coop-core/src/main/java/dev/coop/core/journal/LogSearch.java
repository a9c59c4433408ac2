package dev.coop.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log back by number.
 *
 * <p>The file is known by its name. Within it the lines ascend, so the place is found by bisection over byte offsets:
 * go to the middle, skip to the next line, read its number. For a file of 8 MiB that is seven short reads and one long;
 * an index in memory would save the seven and have to be built and kept. Damaged lines are stepped over: they show as a
 * jump in the numbers.
 */
final class LogSearch {
    private static final Logger LOG = LoggerFactory.getLogger(LogSearch.class);

    /**
     * Bytes: when the place is known this well, reading on is quicker than bisecting. Also what one page costs to read.
     */
    static final int STRETCH = 1 << 16;

    /** Bytes: enough for the rest of a usual line and the number of the next. */
    private static final int PROBE = 1 << 12;

    private LogSearch() {}

    /**
     * The lines with numbers from {@code from} to below {@code before}, in order: all there are, or as many as make
     * about {@code bytes} of JSON (but at least one).
     */
    static List<LogLine> page(List<LogSegment> segments, long from, long before, int bytes) throws IOException {
        var page = new ArrayList<LogLine>();
        for (var i = firstWith(segments, from); i < segments.size() && page.isEmpty(); i++) {
            var segment = segments.get(i);
            if (segment.first() >= before) {
                break;
            }
            try (var file = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
                collect(file::read, segment.length(), from, before, bytes, page);
            } catch (NoSuchFileException e) {
                LOG.debug(
                        "given up for its age since the list was taken, or removed by somebody; the caller tells the"
                                + " gap",
                        e);
            }
        }
        return page;
    }

    /** The newest file that may hold {@code seq}. */
    private static int firstWith(List<LogSegment> segments, long seq) {
        var i = 0;
        while (i + 1 < segments.size() && segments.get(i + 1).first() <= seq) {
            i++;
        }
        return i;
    }

    private static void collect(LogBytes file, long length, long from, long before, int bytes, List<LogLine> page)
            throws IOException {
        var lines = new LogLines(file, find(file, length, from), length, STRETCH);
        var size = 0;
        while (size < bytes) {
            var next = lines.next();
            if (next.isEmpty()) {
                return;
            }
            var line = LogLine.parse(next.get());
            if (line.isEmpty() || line.get().seq() < from) {
                continue;
            }
            if (line.get().seq() >= before) {
                return;
            }
            page.add(line.get());
            size += line.get().event().length;
        }
    }

    /** A line start at most about {@link #STRETCH} before the first line whose number is {@code seq} or higher. */
    static long find(LogBytes file, long length, long seq) throws IOException {
        // No line that starts before low has a number as high as seq; every line that starts at high or later has.
        var low = 0L;
        var high = length;
        while (high - low > STRETCH) {
            var middle = low + (high - low) / 2;
            var lower = lowerLineFrom(file, middle, high, seq);
            if (lower < 0) {
                high = middle;
            } else {
                low = lower;
            }
        }
        return low;
    }

    /** Where the first readable line that starts in middle..high starts if its number is below {@code seq}, else -1. */
    private static long lowerLineFrom(LogBytes file, long middle, long high, long seq) throws IOException {
        var lines = new LogLines(file, middle - 1, high, PROBE);
        // From one byte earlier: if a line starts exactly in the middle, what is skipped here is the break before it.
        var line = lines.next();
        while (line.isPresent()) {
            line = lines.next();
            var found = line.isPresent() ? LogLine.seqOf(line.get()) : -1;
            if (found >= 0) {
                return found < seq ? lines.lineStart() : -1;
            }
        }
        return -1;
    }
}
