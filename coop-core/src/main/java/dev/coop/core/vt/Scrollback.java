package dev.coop.core.vt;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that left the screen at its top, packed into pages of bytes: a line of plain ASCII takes its length and
 * three bytes more, so 10,000 lines of 120 columns take 1.3 MB where cells would take 14.
 *
 * <p>Lines are numbered from 0 for ever. The oldest are dropped when there are too many lines or bytes. In steady
 * state nothing is allocated: the page that was emptied last is the next to be filled.
 *
 * <p>Layout of a line: two bytes of cell count (big-endian), one byte of flags, then for a plain line a byte for each
 * cell, for any other what {@link LineCodec} makes of it, and behind that what {@link DecorationCodec} does.
 */
final class Scrollback {
    private static final int PAGE_SHIFT = 16;
    private static final int PAGE_BYTES = 1 << PAGE_SHIFT;
    private static final int HEADER_BYTES = 3;
    private static final int PLAIN = 1;
    private static final int WRAPPED = 2;
    private static final int DECORATED = 4;
    private static final int INITIAL_LINES = 256;
    private static final byte[] NO_PAGE = new byte[0];
    private static final byte[] UNDECORATED = new byte[0];

    /** A line as it was. What its decorations' numbers stand for is its own: the screen's may have been forgotten since. */
    record Unpacked(Row row, List<Decoration> decorations) {}

    private final int maxLines;
    private final long maxBytes;
    private final LineCodec codec = new LineCodec();

    /** Pages count for ever; page n is in slot n modulo the length, which grows while it is too short. */
    private byte[][] pages = new byte[0][];

    private long firstPage;
    private long endPage;
    private int filled;
    private long bytes;
    private byte @Nullable [] spare;

    /** Where line n begins, page number and offset, in slot n modulo the length. */
    private long[] starts = new long[0];

    private long firstLine;
    private long endLine;

    /** Keeps this many lines in about this many bytes; 0 lines keeps nothing. */
    Scrollback(int maxLines, long maxBytes) {
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    /** The number of the oldest line held. */
    long first() {
        return firstLine;
    }

    /** The number of the next line to come. */
    long end() {
        return endLine;
    }

    void add(Row row, Clusters clusters, Decorations table) {
        if (maxLines == 0) {
            return;
        }
        int cells = row.used;
        int packed = HEADER_BYTES + (row.plain ? cells : codec.encode(row, cells, clusters));
        byte[] decorations = row.decorations == null ? UNDECORATED : DecorationCodec.encode(row, cells, table);
        int size = packed + decorations.length;
        if (endLine - firstLine == maxLines) {
            dropOldest();
        }
        byte[] page = pageFor(size);
        int at = filled;
        page[at] = (byte) (cells >> 8);
        page[at + 1] = (byte) cells;
        page[at + 2] = (byte)
                ((row.plain ? PLAIN : 0) | (row.wrapped ? WRAPPED : 0) | (decorations.length > 0 ? DECORATED : 0));
        if (row.plain) {
            int[] text = row.text;
            for (int i = 0; i < cells; i++) {
                page[at + HEADER_BYTES + i] = (byte) text[i];
            }
        } else {
            System.arraycopy(codec.buffer(), 0, page, at + HEADER_BYTES, packed - HEADER_BYTES);
            System.arraycopy(decorations, 0, page, at + packed, decorations.length);
        }
        if (endLine - firstLine == starts.length) {
            growIndex();
        }
        starts[(int) (endLine++ % starts.length)] = (endPage - 1) << PAGE_SHIFT | at;
        filled += size;
    }

    /** Unpacks a line that is held. */
    Unpacked read(long line, Clusters clusters) {
        long start = starts[(int) (line % starts.length)];
        byte[] page = pages[(int) ((start >>> PAGE_SHIFT) % pages.length)];
        int at = (int) (start & PAGE_BYTES - 1);
        int cells = LineCodec.getShort(page, at);
        Row row = new Row(cells);
        row.used = cells;
        row.wrapped = (page[at + 2] & WRAPPED) != 0;
        if ((page[at + 2] & PLAIN) != 0) {
            for (int i = 0; i < cells; i++) {
                row.text[i] = page[at + HEADER_BYTES + i];
            }
            return new Unpacked(row, List.of());
        }
        int end = LineCodec.decode(page, at + HEADER_BYTES, row, cells, clusters);
        boolean decorated = (page[at + 2] & DECORATED) != 0;
        return new Unpacked(row, decorated ? DecorationCodec.decode(page, end, row, cells) : List.of());
    }

    void clear() {
        while (firstLine < endLine) {
            dropOldest();
        }
    }

    private void dropOldest() {
        firstLine++;
        // The page being filled is kept, empty or not.
        long needed = firstLine == endLine ? endPage - 1 : starts[(int) (firstLine % starts.length)] >>> PAGE_SHIFT;
        while (firstPage < needed) {
            int slot = (int) (firstPage++ % pages.length);
            bytes -= pages[slot].length;
            spare = pages[slot].length == PAGE_BYTES ? pages[slot] : spare;
            pages[slot] = NO_PAGE;
        }
    }

    /** The last page, if that many bytes fit into it, or a new one. */
    private byte[] pageFor(int size) {
        if (endPage > firstPage) {
            byte[] last = pages[(int) ((endPage - 1) % pages.length)];
            if (filled + size <= last.length) {
                return last;
            }
        }
        while (bytes + PAGE_BYTES > maxBytes && firstLine < endLine) {
            dropOldest();
        }
        byte[] page = spare;
        if (page == null || size > PAGE_BYTES) {
            page = new byte[Math.max(PAGE_BYTES, size)];
        } else {
            spare = null;
        }
        if (endPage - firstPage == pages.length) {
            growPages();
        }
        pages[(int) (endPage++ % pages.length)] = page;
        bytes += page.length;
        filled = 0;
        return page;
    }

    private void growPages() {
        byte[][] grown = new byte[Math.max(4, 2 * pages.length)][];
        Arrays.fill(grown, NO_PAGE);
        for (long p = firstPage; p < endPage; p++) {
            grown[(int) (p % grown.length)] = pages[(int) (p % pages.length)];
        }
        pages = grown;
    }

    private void growIndex() {
        long[] grown = new long[Math.min(maxLines, Math.max(INITIAL_LINES, 2 * starts.length))];
        for (long n = firstLine; n < endLine; n++) {
            grown[(int) (n % grown.length)] = starts[(int) (n % starts.length)];
        }
        starts = grown;
    }
}
