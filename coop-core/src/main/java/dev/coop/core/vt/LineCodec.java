package dev.coop.core.vt;

import java.util.Arrays;

/**
 * A line of cells as bytes, for lines that are more than plain ASCII: first the pens as runs (two bytes of count, then
 * for each run two bytes of length and eight of pen, all big-endian), then the cells. A cell is one byte when it is
 * ASCII, empty (0) or {@link #TAIL}, else UTF-8; a cluster is {@link #CLUSTER}, its length, and its code points.
 */
final class LineCodec {
    private static final int TAIL = 1;
    private static final int CLUSTER = 2;
    private static final int RUN_BYTES = 10;
    private static final int MAX_CELL_BYTES = 2 + 4 * Clusters.MAX_CODE_POINTS;

    private final int[] codePoints = new int[Clusters.MAX_CODE_POINTS];
    private byte[] buffer = new byte[0];
    private int length;

    byte[] buffer() {
        return buffer;
    }

    /** Encodes the first cells of a row into {@link #buffer}; how many bytes. */
    int encode(Row row, int cells, Clusters clusters) {
        length = 2;
        reserve(2);
        int runs = 0;
        for (int i = 0; i < cells; ) {
            long pen = row.pen[i];
            int start = i;
            while (i < cells && row.pen[i] == pen) {
                i++;
            }
            reserve(RUN_BYTES);
            putShort(length, i - start);
            for (int k = 0; k < Long.BYTES; k++) {
                buffer[length + 2 + k] = (byte) (pen >>> 8 * (Long.BYTES - 1 - k));
            }
            length += RUN_BYTES;
            runs++;
        }
        putShort(0, runs);
        for (int i = 0; i < cells; i++) {
            reserve(MAX_CELL_BYTES);
            encode(row.text[i], clusters);
        }
        return length;
    }

    private void encode(int cell, Clusters clusters) {
        if (cell == Row.TAIL) {
            buffer[length++] = TAIL;
        } else if (cell < 0) {
            int count = clusters.codePoints(cell, codePoints);
            buffer[length++] = CLUSTER;
            buffer[length++] = (byte) count;
            for (int i = 0; i < count; i++) {
                utf8(codePoints[i]);
            }
        } else {
            utf8(cell);
        }
    }

    private void utf8(int c) {
        if (c < 0x80) {
            buffer[length++] = (byte) c;
            return;
        }
        if (c < 0x800) {
            buffer[length++] = (byte) (0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                buffer[length++] = (byte) (0xe0 | c >> 12);
            } else {
                buffer[length++] = (byte) (0xf0 | c >> 18);
                buffer[length++] = (byte) (0x80 | c >> 12 & 0x3f);
            }
            buffer[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        buffer[length++] = (byte) (0x80 | c & 0x3f);
    }

    private void reserve(int bytes) {
        if (length + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(256, 2 * (length + bytes)));
        }
    }

    private void putShort(int at, int value) {
        buffer[at] = (byte) (value >> 8);
        buffer[at + 1] = (byte) value;
    }

    /** Decodes what {@link #encode} wrote; clusters get new ids in {@code clusters}. */
    static void decode(byte[] bytes, int from, Row into, int cells, Clusters clusters) {
        int runs = getShort(bytes, from);
        int at = from + 2;
        int column = 0;
        for (int r = 0; r < runs; r++, at += RUN_BYTES) {
            long pen = 0;
            for (int k = 0; k < Long.BYTES; k++) {
                pen = pen << 8 | bytes[at + 2 + k] & 0xff;
            }
            int end = column + getShort(bytes, at);
            Arrays.fill(into.pen, column, end, pen);
            column = end;
        }
        for (int i = 0; i < cells; i++) {
            int lead = bytes[at];
            if (lead == CLUSTER) {
                int count = bytes[at + 1];
                at += 2;
                int cell = codePoint(bytes, at);
                at += utf8Length(bytes[at]);
                for (int k = 1; k < count; k++) {
                    cell = clusters.append(cell, codePoint(bytes, at));
                    at += utf8Length(bytes[at]);
                }
                into.text[i] = cell;
            } else {
                into.text[i] = lead == TAIL ? Row.TAIL : codePoint(bytes, at);
                at += utf8Length(bytes[at]);
            }
        }
        into.used = cells;
        into.plain = false;
    }

    static int getShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int utf8Length(byte lead) {
        return lead >= 0 ? 1 : lead < (byte) 0xe0 ? 2 : lead < (byte) 0xf0 ? 3 : 4;
    }

    private static int codePoint(byte[] b, int at) {
        int length = utf8Length(b[at]);
        int c = length == 1 ? b[at] : b[at] & 0x7f >> length;
        for (int i = 1; i < length; i++) {
            c = c << 6 | b[at + i] & 0x3f;
        }
        return c;
    }
}
