package dev.coop.core.vt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A line of cells as bytes, for lines that are more than plain ASCII: first the pens as runs (two bytes of count, then
 * for each run two bytes of length and eight of pen, all big-endian), then the cells. A cell is one byte when it is
 * ASCII, empty (0) or {@link #TAIL}, else UTF-8; a cluster is {@link #CLUSTER}, its length, and its code points.
 */
final class LineCodec {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int TAIL = 1;
    private static final int CLUSTER = 2;
    private static final int RUN_BYTES = 10;
    private static final int MAX_CELL_BYTES = 2 + 4 * Clusters.MAX_CODE_POINTS;

    private final int[] codePoints = new int[Clusters.MAX_CODE_POINTS];
    /** Grows to the longest that a line of the width in use can become; keeping that saves a check for each byte. */
    private byte[] buffer = new byte[0];

    byte[] buffer() {
        return buffer;
    }

    /** Encodes the first cells of a row into {@link #buffer}; how many bytes. */
    int encode(Row row, int cells, Clusters clusters) {
        int longest = 2 + cells * (RUN_BYTES + MAX_CELL_BYTES);
        if (buffer.length < longest) {
            buffer = new byte[longest];
        }
        byte[] out = buffer;
        int at = pens(row.pen, cells, out);
        int[] text = row.text;
        int end = cells;
        while (end > 0 && text[end - 1] == Row.EMPTY) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            int cell = text[i];
            if (cell >= 0) {
                at = utf8(cell, out, at);
            } else if (cell == Row.TAIL) {
                out[at++] = TAIL;
            } else {
                int count = clusters.codePoints(cell, codePoints);
                out[at++] = CLUSTER;
                out[at++] = (byte) count;
                for (int k = 0; k < count; k++) {
                    at = utf8(codePoints[k], out, at);
                }
            }
        }
        Arrays.fill(out, at, at + cells - end, (byte) Row.EMPTY);
        return at + cells - end;
    }

    /** Writes the runs of equal pens and returns where the cells begin. */
    private static int pens(long[] pens, int cells, byte[] out) {
        int at = 2;
        int runs = 0;
        for (int i = 0; i < cells; ) {
            long pen = pens[i];
            int start = i;
            while (i < cells && pens[i] == pen) {
                i++;
            }
            putShort(out, at, i - start);
            LONG.set(out, at + 2, pen);
            at += RUN_BYTES;
            runs++;
        }
        putShort(out, 0, runs);
        return at;
    }

    private static int utf8(int c, byte[] out, int at) {
        if (c < 0x80) {
            out[at] = (byte) c;
            return at + 1;
        }
        if (c < 0x800) {
            out[at] = (byte) (0xc0 | c >> 6);
            out[at + 1] = (byte) (0x80 | c & 0x3f);
            return at + 2;
        }
        if (c < 0x10000) {
            out[at] = (byte) (0xe0 | c >> 12);
            out[at + 1] = (byte) (0x80 | c >> 6 & 0x3f);
            out[at + 2] = (byte) (0x80 | c & 0x3f);
            return at + 3;
        }
        out[at] = (byte) (0xf0 | c >> 18);
        out[at + 1] = (byte) (0x80 | c >> 12 & 0x3f);
        out[at + 2] = (byte) (0x80 | c >> 6 & 0x3f);
        out[at + 3] = (byte) (0x80 | c & 0x3f);
        return at + 4;
    }

    private static void putShort(byte[] out, int at, int value) {
        out[at] = (byte) (value >> 8);
        out[at + 1] = (byte) value;
    }

    /** Decodes what {@link #encode} wrote, and returns where it ends; clusters get new ids in {@code clusters}. */
    static int decode(byte[] bytes, int from, Row into, int cells, Clusters clusters) {
        int runs = getShort(bytes, from);
        int at = from + 2;
        int column = 0;
        for (int r = 0; r < runs; r++, at += RUN_BYTES) {
            long pen = (long) LONG.get(bytes, at + 2);
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
        return at;
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
