package dev.coop.core.vt;

import java.util.Arrays;

/**
 * Cells of more than one code point: a base and the marks that combine with it.
 *
 * <p>A cluster is another cell value plus one code point, so all clusters of a screen form a tree, equal ones share an
 * id, and repeating one costs a hash look-up and no memory. A cell holds the complement of the id, which is negative.
 * The table is bounded: when it is full, {@link #sweep} keeps what the cells still show.
 */
final class Clusters {
    /** Code points in one cell, the base counted; further marks are dropped. The longest emoji in use has 10. */
    static final int MAX_CODE_POINTS = 16;

    /** Clusters held at once. A screen of 200x50 full of different ones takes 10,000. */
    static final int MAX_CLUSTERS = 1 << 16;

    private static final int INITIAL = 64;

    private int size;
    private int[] parents = new int[0];
    private int[] marks = new int[0];
    private byte[] lengths = new byte[0];
    /** Open addressing, id + 1; twice as long as the arrays above. */
    private int[] index = new int[0];

    boolean isFull() {
        return size == MAX_CLUSTERS;
    }

    boolean isCrowded() {
        return size > MAX_CLUSTERS / 2;
    }

    /** The cell for {@code cell} with another mark; the same cell when it already has too many or the table is full. */
    int append(int cell, int mark) {
        int length = cell < 0 ? lengths[~cell] : 1;
        if (length == MAX_CODE_POINTS) {
            return cell;
        }
        if (size == parents.length) {
            if (isFull()) {
                return cell;
            }
            grow(Math.max(INITIAL, 2 * size));
        }
        int slot = slot(cell, mark);
        if (index[slot] == 0) {
            parents[size] = cell;
            marks[size] = mark;
            lengths[size] = (byte) (length + 1);
            index[slot] = ++size;
        }
        return ~(index[slot] - 1);
    }

    private int slot(int cell, int mark) {
        int mask = index.length - 1;
        int hash = cell * 0x9e3779b1 ^ mark * 0x85ebca6b;
        int slot = (hash ^ hash >>> 15) & mask;
        while (index[slot] != 0 && (parents[index[slot] - 1] != cell || marks[index[slot] - 1] != mark)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow(int capacity) {
        parents = Arrays.copyOf(parents, capacity);
        marks = Arrays.copyOf(marks, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        index = new int[2 * capacity];
        for (int id = 0; id < size; id++) {
            index[slot(parents[id], marks[id])] = id + 1;
        }
    }

    /** The first code point of a cell. */
    int first(int cell) {
        int rest = cell;
        while (rest < 0) {
            rest = parents[~rest];
        }
        return rest;
    }

    /** The last code point of a cell. */
    int last(int cell) {
        return cell < 0 ? marks[~cell] : cell;
    }

    /** The code points of a cell, first to last, into {@code target}; how many. */
    int codePoints(int cell, int[] target) {
        if (cell >= 0) {
            target[0] = cell;
            return 1;
        }
        int length = lengths[~cell];
        int at = length;
        int rest = cell;
        while (rest < 0) {
            target[--at] = marks[~rest];
            rest = parents[~rest];
        }
        target[0] = rest;
        return length;
    }

    /** The cell could only come about in mode 2027: by default its code points would take other columns. */
    boolean isJoined(int cell, int width) {
        int rest = cell;
        while (rest < 0) {
            if (Widths.of(marks[~rest]) > 0) {
                return true;
            }
            rest = parents[~rest];
        }
        return Widths.of(rest) != width;
    }

    void appendTo(StringBuilder out, int cell) {
        if (cell < 0) {
            appendTo(out, parents[~cell]);
            out.appendCodePoint(marks[~cell]);
        } else {
            out.appendCodePoint(cell);
        }
    }

    /** Forgets every cluster that these rows do not show, and renumbers the rest. */
    void sweep(Iterable<Row> rows) {
        Clusters kept = new Clusters();
        int[] codePoints = new int[MAX_CODE_POINTS];
        for (Row row : rows) {
            for (int i = 0; i < row.used; i++) {
                int cell = row.text[i];
                if (cell < 0 && cell != Row.TAIL) {
                    int length = codePoints(cell, codePoints);
                    int renamed = codePoints[0];
                    for (int k = 1; k < length; k++) {
                        renamed = kept.append(renamed, codePoints[k]);
                    }
                    row.text[i] = renamed;
                }
            }
        }
        size = kept.size;
        parents = kept.parents;
        marks = kept.marks;
        lengths = kept.lengths;
        index = kept.index;
    }

    /** A copy that later changes do not reach; shared and empty while there are no clusters. */
    Clusters copy() {
        Clusters copy = new Clusters();
        if (size > 0) {
            copy.size = size;
            copy.parents = Arrays.copyOf(parents, size);
            copy.marks = Arrays.copyOf(marks, size);
            copy.lengths = Arrays.copyOf(lengths, size);
        }
        return copy;
    }
}
