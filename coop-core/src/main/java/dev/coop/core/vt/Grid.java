package dev.coop.core.vt;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of one screen and what moves or empties whole lines of them. Knows no cursor and no mode. */
final class Grid {
    private Row[] rows;

    /** Of use only while lines move. All of them move at once: one after the other, many would take the square of their number. */
    private Row[] leaving;

    Grid(int columns, int height) {
        rows = new Row[height];
        leaving = new Row[height];
        for (int i = 0; i < height; i++) {
            rows[i] = new Row(columns);
        }
    }

    Row row(int y) {
        return rows[y];
    }

    int height() {
        return rows.length;
    }

    List<Row> rows() {
        return List.of(rows);
    }

    /** Lines {@code top} to {@code bottom} move up; what leaves at the top goes into the history, if one is given. */
    void scrollUp(int top, int bottom, int count, long erased, @Nullable Consumer<Row> history) {
        int n = Math.min(count, bottom - top + 1);
        if (n > 1) {
            scrollUpBy(n, top, bottom, erased, history);
            return;
        }
        // Most lines leave one by one, and for them this is faster.
        Row row = rows[top];
        leave(row, erased, history);
        System.arraycopy(rows, top + 1, rows, top, bottom - top);
        rows[bottom] = row;
    }

    private void scrollUpBy(int count, int top, int bottom, long erased, @Nullable Consumer<Row> history) {
        System.arraycopy(rows, top, leaving, 0, count);
        System.arraycopy(rows, top + count, rows, top, bottom + 1 - top - count);
        for (int i = 0; i < count; i++) {
            leave(leaving[i], erased, history);
            rows[bottom + 1 - count + i] = leaving[i];
        }
    }

    private static void leave(Row row, long erased, @Nullable Consumer<Row> history) {
        if (history != null) {
            history.accept(row);
        }
        row.clear(erased);
    }

    /** As {@link #scrollUp}, for the columns between the margins only. */
    void scrollUp(Margins m, int count, long erased) {
        int n = Math.min(count, m.bottom - m.top + 1);
        for (int y = m.top; y <= m.bottom - n; y++) {
            rows[y].copy(rows[y + n], m.left, m.right + 1);
        }
        for (int y = m.bottom - n + 1; y <= m.bottom; y++) {
            rows[y].erase(m.left, m.right + 1, erased);
        }
    }

    void scrollDown(Margins m, int count, long erased) {
        int n = Math.min(count, m.bottom - m.top + 1);
        for (int y = m.bottom; y >= m.top + n; y--) {
            rows[y].copy(rows[y - n], m.left, m.right + 1);
        }
        for (int y = m.top; y < m.top + n; y++) {
            rows[y].erase(m.left, m.right + 1, erased);
        }
    }

    void scrollDown(int top, int bottom, int count, long erased) {
        int n = Math.min(count, bottom - top + 1);
        System.arraycopy(rows, bottom + 1 - n, leaving, 0, n);
        System.arraycopy(rows, top, rows, top + n, bottom + 1 - top - n);
        for (int i = 0; i < n; i++) {
            leaving[i].clear(erased);
            rows[top + i] = leaving[i];
        }
    }

    void clear(int from, int to, long erased) {
        for (int y = from; y < to; y++) {
            rows[y].clear(erased);
        }
    }

    /**
     * Another size. Lines are cut or lengthened, not folded anew. A lower screen gives up the empty lines below the
     * cursor first and then lines at the top, which go into the history; a higher one gets empty lines below.
     *
     * @return by how many lines the content moved up
     */
    int resize(int columns, int newHeight, int cursorRow, @Nullable Consumer<Row> history) {
        int lost = Math.max(0, cursorRow + 1 - newHeight);
        for (int y = 0; y < lost; y++) {
            if (history != null) {
                history.accept(rows[y]);
            }
        }
        Row[] resized = new Row[newHeight];
        for (int y = 0; y < newHeight; y++) {
            if (y + lost < rows.length) {
                resized[y] = rows[y + lost];
                resized[y].resize(columns);
            } else {
                resized[y] = new Row(columns);
            }
        }
        rows = resized;
        leaving = new Row[newHeight];
        return lost;
    }
}
