package dev.coop.core.vt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of cells: a text and a pen for each column.
 *
 * <p>A text is a code point, {@link #EMPTY}, {@link #TAIL} for the right half of a wide character, or the complement
 * of an id in {@link Clusters}. Cells at or right of {@link #used} are empty in the default pen, which keeps clearing,
 * copying and saving a line as short as its text.
 *
 * <p>{@link #plain} promises ASCII in the default pen: no pen to fill, no half of a wide character to mend. Almost all
 * output is like that, and it makes such lines some three times faster.
 */
final class Row {
    static final int EMPTY = 0;
    static final int TAIL = Integer.MIN_VALUE;

    /** Cells. Up to here one loop is faster than two that the compiler can vectorize. */
    private static final int SHORT_RUN = 16;

    int[] text;
    long[] pen;
    /** Numbers in {@link Decorations}, for the few lines that have any. Empty cells have none. */
    int @Nullable [] decorations;

    int used;
    boolean plain = true;
    /** The line goes on in the next one: it was too long for the screen. */
    boolean wrapped;

    Row(int columns) {
        text = new int[columns];
        pen = new long[columns];
    }

    /** Puts ASCII that fits, without decoration. */
    void ascii(int column, byte[] bytes, int from, int count, long with) {
        int end = column + count;
        if (with != Pen.DEFAULT) {
            plain = false;
        }
        int[] cells = text;
        if (plain) {
            for (int i = 0; i < count; i++) {
                cells[column + i] = bytes[from + i];
            }
        } else {
            cut(column);
            cut(end);
            styledAscii(column, bytes, from, count, with);
            undecorate(column, end);
        }
        if (end > used) {
            used = end;
        }
    }

    private void styledAscii(int column, byte[] bytes, int from, int count, long with) {
        int[] cells = text;
        long[] pens = pen;
        if (count <= SHORT_RUN) {
            for (int i = 0; i < count; i++) {
                cells[column + i] = bytes[from + i];
                pens[column + i] = with;
            }
        } else {
            Arrays.fill(pens, column, column + count, with);
            for (int i = 0; i < count; i++) {
                cells[column + i] = bytes[from + i];
            }
        }
    }

    /** Puts characters of one or two columns that fit, without decoration. */
    void characters(int column, int[] codePoints, int from, int to, long with) {
        cut(column);
        plain = false;
        int[] cells = text;
        long[] pens = pen;
        int x = column;
        for (int i = from; i < to; i++) {
            int c = codePoints[i];
            cells[x] = c;
            pens[x++] = with;
            if (Widths.of(c) == 2) {
                cells[x] = TAIL;
                pens[x++] = with;
            }
        }
        if (x < cells.length && cells[x] == TAIL) {
            // The last character took the place of the first half of a wide one.
            cells[x] = EMPTY;
            undecorate(x, x + 1);
        }
        undecorate(column, x);
        if (x > used) {
            used = x;
        }
    }

    /** Puts one character of one or two columns; the caller has made sure that it fits. */
    void put(int column, int cell, int width, long with, int decoration) {
        int end = column + width;
        cut(column);
        cut(end);
        plain = false;
        text[column] = cell;
        pen[column] = with;
        if (width == 2) {
            text[column + 1] = TAIL;
            pen[column + 1] = with;
        }
        if (end > used) {
            used = end;
        }
        decorate(column, end, decoration);
    }

    private void decorate(int from, int to, int decoration) {
        if (decoration == Decorations.NONE) {
            undecorate(from, to);
        } else {
            Arrays.fill(madeDecorations(), from, to, decoration);
        }
    }

    private void undecorate(int from, int to) {
        int[] numbers = decorations;
        if (numbers != null) {
            Arrays.fill(numbers, from, to, Decorations.NONE);
        }
    }

    int decoration(int column) {
        return decorations == null ? Decorations.NONE : decorations[column];
    }

    private int[] madeDecorations() {
        int[] numbers = decorations;
        if (numbers == null) {
            numbers = decorations = new int[text.length];
        }
        return numbers;
    }

    void erase(int from, int to, long with) {
        int end = with == Pen.DEFAULT ? Math.min(to, used) : to;
        if (from >= end) {
            return;
        }
        cut(from);
        cut(to);
        blank(from, end, with);
        if (with == Pen.DEFAULT && end == used) {
            used = from;
        }
    }

    /** Erases what is not protected. */
    void eraseUnprotected(int from, int to, long with) {
        for (int x = from; x < to; ) {
            int start = x;
            while (x < to && (pen[x] & Pen.PROTECTED) == 0) {
                x++;
            }
            erase(start, x, with);
            while (x < to && (pen[x] & Pen.PROTECTED) != 0) {
                x++;
            }
        }
    }

    void clear(long with) {
        erase(0, text.length, with);
        wrapped = false;
        if (with == Pen.DEFAULT) {
            plain = true;
            decorations = null;
        }
    }

    /** Moves the cells from {@code column} on to the right; what passes {@code limit} is lost. */
    void insert(int column, int count, int limit, long with) {
        int n = Math.min(count, limit - column);
        cut(column);
        cut(limit - n);
        cut(limit);
        if (column < used) {
            int end = Math.min(limit, used + n);
            move(column, column + n, end - column - n);
            used = Math.max(used, end);
            blank(column, column + n, with);
        } else {
            erase(column, column + n, with);
        }
    }

    /** Takes cells out and moves the rest up to {@code limit} to the left. */
    void delete(int column, int count, int limit, long with) {
        int n = Math.min(count, limit - column);
        cut(column);
        cut(column + n);
        cut(limit);
        int end = Math.min(limit, used);
        int kept = Math.max(column, end - n);
        move(column + n, column, kept - column);
        if (kept < end) {
            blank(kept, end, Pen.DEFAULT);
            used = end == used ? kept : used;
        }
        if (with != Pen.DEFAULT) {
            blank(limit - n, limit, with);
        }
    }

    /** Takes over these columns of another row of the same length. */
    void copy(Row other, int from, int to) {
        cut(from);
        cut(to);
        int length = Math.min(to, Math.max(used, other.used)) - from;
        if (length <= 0) {
            return;
        }
        System.arraycopy(other.text, from, text, from, length);
        if (!plain || !other.plain) {
            System.arraycopy(other.pen, from, pen, from, length);
        }
        if (other.decorations == null) {
            undecorate(from, to);
        } else {
            System.arraycopy(other.decorations, from, madeDecorations(), from, length);
        }
        if (text[from] == TAIL) {
            text[from] = EMPTY;
            undecorate(from, from + 1);
        }
        if (to < text.length && other.text[to] == TAIL) {
            text[to - 1] = EMPTY;
            undecorate(to - 1, to);
        }
        plain &= other.plain;
        used = Math.max(used, Math.min(to, other.used));
    }

    /** Empties both halves of a wide character that stands across the left edge of {@code column}. */
    private void cut(int column) {
        if (column < text.length && text[column] == TAIL) {
            text[column - 1] = EMPTY;
            text[column] = EMPTY;
            undecorate(column - 1, column + 1);
        }
    }

    private void move(int from, int to, int length) {
        System.arraycopy(text, from, text, to, length);
        if (!plain) {
            System.arraycopy(pen, from, pen, to, length);
        }
        if (decorations != null) {
            System.arraycopy(decorations, from, decorations, to, length);
        }
    }

    private void blank(int from, int to, long with) {
        Arrays.fill(text, from, to, EMPTY);
        if (with != Pen.DEFAULT) {
            plain = false;
            used = Math.max(used, to);
        }
        if (!plain) {
            Arrays.fill(pen, from, to, with);
        }
        undecorate(from, to);
    }

    void resize(int columns) {
        if (columns < text.length) {
            cut(columns);
        }
        used = Math.min(used, columns);
        text = Arrays.copyOf(text, columns);
        pen = Arrays.copyOf(pen, columns);
        decorations = decorations == null ? null : Arrays.copyOf(decorations, columns);
    }

    void check(int columns) {
        if (text.length != columns || pen.length != columns) {
            throw new IllegalStateException("a row of " + text.length + " cells on a screen of " + columns);
        }
        for (int x = 0; x < columns; x++) {
            check(x, x + 1 < columns && text[x + 1] == TAIL);
        }
    }

    private void check(int x, boolean tailFollows) {
        int cell = text[x];
        if (cell == TAIL ? x == 0 || text[x - 1] == EMPTY || text[x - 1] == TAIL : cell == EMPTY && tailFollows) {
            throw new IllegalStateException("half of a wide character at column " + x);
        }
        if (cell > 0 && (Widths.of(cell) == 2) != tailFollows) {
            throw new IllegalStateException("a character with the wrong width at column " + x);
        }
        boolean decorated = decorations != null && decorations[x] != Decorations.NONE;
        if (cell == EMPTY && decorated) {
            throw new IllegalStateException("column " + x + " is empty and decorated");
        }
        if (x >= used && (cell != EMPTY || pen[x] != Pen.DEFAULT || decorated)) {
            throw new IllegalStateException("column " + x + " is in use, only " + used + " are said to be");
        }
        if (plain && (cell < 0 || cell > 0x7e || pen[x] != Pen.DEFAULT || decorated)) {
            throw new IllegalStateException("column " + x + " is not plain");
        }
    }
}
