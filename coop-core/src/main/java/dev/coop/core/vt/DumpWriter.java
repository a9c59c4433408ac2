package dev.coop.core.vt;

import java.util.Set;

/**
 * Writes the sequences of a {@link Dump}.
 *
 * <p>The order matters. Cells are painted while margins, origin and insert mode are still as in a fresh terminal; a
 * saved cursor is rebuilt by going there and saving it; margins and origin mode move the cursor, so its own place comes
 * after them; and an update that was under way begins again last of all.
 */
final class DumpWriter {
    private final Screen screen;
    private final StringBuilder out = new StringBuilder();
    private long pen = Pen.DEFAULT;

    DumpWriter(Screen screen) {
        this.screen = screen;
    }

    String write(Set<Mode> modes, String title) {
        paint(screen.main());
        save(screen.savedMain(), screen.main());
        Grid alternate = screen.alternateGrid();
        if (alternate != null) {
            out.append("\033[?47h");
            paint(alternate);
            save(screen.savedAlternate(), alternate);
            if (!screen.isAlternate()) {
                out.append("\033[?47l");
            }
        }
        tabs();
        if (screen.top() > 0 || screen.bottom() < screen.height() - 1) {
            out.append("\033[")
                    .append(screen.top() + 1)
                    .append(';')
                    .append(screen.bottom() + 1)
                    .append('r');
        }
        place(
                screen.cursor,
                screen.cursor.origin ? screen.top() : 0,
                screen.isAlternate() && alternate != null ? alternate : screen.main());
        modes(modes);
        if (!title.isEmpty()) {
            out.append("\033]2;").append(title).append("\033\\");
        }
        return out.toString();
    }

    private void paint(Grid grid) {
        boolean joined = false;
        for (int y = 0; y < grid.height(); y++) {
            Row row = grid.row(y);
            if (row.used > 0 || joined) {
                if (!joined) {
                    moveTo(y, 0);
                }
                cells(row, y, joined);
            }
            joined = row.wrapped && isFull(row) && y + 1 < grid.height() && grid.row(y + 1).text[0] != Row.EMPTY;
        }
    }

    private boolean isFull(Row row) {
        return row.text[screen.columns() - 1] != Row.EMPTY;
    }

    /** Prints what is not empty and jumps over what is; an erased background is erased again, so that no cell becomes a space. */
    private void cells(Row row, int y, boolean joined) {
        int at = joined ? 0 : -1;
        for (int x = 0; x < row.used; ) {
            int cell = row.text[x];
            long cellPen = row.pen[x];
            if (cell == Row.EMPTY && cellPen == Pen.erased(cellPen)) {
                int end = x;
                while (end < row.used && row.text[end] == Row.EMPTY && row.pen[end] == cellPen) {
                    end++;
                }
                if (cellPen != Pen.DEFAULT) {
                    moveTo(y, x);
                    pen(cellPen);
                    out.append("\033[").append(end - x).append('X');
                }
                x = end;
                at = -1;
                continue;
            }
            if (at != x && (at >= 0 || x > 0)) {
                moveTo(y, x);
            }
            pen(cellPen);
            print(cell);
            x += x + 1 < row.text.length && row.text[x + 1] == Row.TAIL ? 2 : 1;
            at = x;
        }
    }

    private void print(int cell) {
        if (cell == Row.EMPTY) {
            out.append(' ');
        } else {
            screen.clusters.appendTo(out, cell);
        }
    }

    private void save(Cursor saved, Grid grid) {
        if (!saved.isInitial()) {
            place(saved, 0, grid);
            out.append("\0337");
            if (saved.origin) {
                out.append("\033[?6l");
            }
        }
    }

    /** Brings the cursor to its place: origin mode and pending wrap, then the pen. */
    private void place(Cursor cursor, int originRow, Grid grid) {
        if (cursor.origin) {
            out.append("\033[?6h");
        }
        if (cursor.wrapNext) {
            // Only printing in the last column leaves a wrap pending: what stands there is printed again.
            Row row = grid.row(cursor.y);
            int x = row.text[cursor.x] == Row.TAIL ? cursor.x - 1 : cursor.x;
            moveTo(cursor.y - originRow, x);
            pen(row.pen[x]);
            print(row.text[x]);
        } else {
            moveTo(cursor.y - originRow, cursor.x);
        }
        pen(cursor.pen);
    }

    private void tabs() {
        if (screen.tabs.isDefault()) {
            return;
        }
        out.append("\033[3g");
        for (int x = 0; x < screen.columns(); x++) {
            if (screen.tabs.isSet(x)) {
                moveTo(0, x);
                out.append("\033H");
            }
        }
    }

    private void modes(Set<Mode> modes) {
        Set<Mode> initial = Mode.initial();
        for (Mode mode : Mode.values()) {
            if (mode != Mode.ORIGIN && modes.contains(mode) != initial.contains(mode)) {
                out.append(mode.sequence(modes.contains(mode)));
            }
        }
    }

    private void moveTo(int y, int x) {
        out.append("\033[").append(y + 1).append(';').append(x + 1).append('H');
    }

    private void pen(long wanted) {
        if (wanted != pen) {
            Sgr.write(out, wanted);
            pen = wanted;
        }
    }
}
