package dev.coop.core.vt;

import java.util.Objects;
import java.util.Set;

/**
 * Writes the sequences of a {@link Dump}.
 *
 * <p>The order matters. Cells are painted while margins, origin and insert mode are still as in a fresh terminal; a
 * saved cursor is rebuilt by going there and saving it; margins and origin mode move the cursor, so its own place comes
 * after them; and an update that was under way begins again last of all.
 */
final class DumpWriter {
    private static final Decoration PLAIN = new Decoration(Pen.DEFAULT_COLOUR, null);

    private final Screen screen;
    private final Interpreter interpreter;
    private final StringBuilder out = new StringBuilder();
    private long pen = Pen.DEFAULT;
    private Decoration decoration = PLAIN;

    DumpWriter(Screen screen, Interpreter interpreter) {
        this.screen = screen;
        this.interpreter = interpreter;
    }

    String write() {
        paint(screen.main());
        save(screen.savedMain, screen.main());
        interpreter.mainKeyboard().write(out);
        Grid alternate = screen.alternateGrid();
        if (alternate != null) {
            out.append("\033[?47h");
            paint(alternate);
            save(screen.savedAlternate, alternate);
            interpreter.alternateKeyboard().write(out);
            if (!screen.isAlternate()) {
                out.append("\033[?47l");
            }
        }
        tabs();
        margins();
        place(screen.cursor, screen.grid());
        modes();
        if (interpreter.cursorStyle() != 0) {
            out.append("\033[").append(interpreter.cursorStyle()).append(" q");
        }
        if (!interpreter.title().isEmpty()) {
            out.append("\033]2;").append(interpreter.title()).append("\033\\");
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
            decorate(decoration(row, x));
            int width = x + 1 < row.text.length && row.text[x + 1] == Row.TAIL ? 2 : 1;
            print(cell, width);
            x += width;
            at = x;
        }
    }

    private void print(int cell, int width) {
        if (cell == Row.EMPTY) {
            out.append(' ');
        } else if (screen.clusters.isJoined(cell, width)) {
            out.append(Mode.GRAPHEME_CLUSTERS.sequence(true));
            screen.clusters.appendTo(out, cell);
            out.append(Mode.GRAPHEME_CLUSTERS.sequence(false));
        } else {
            screen.clusters.appendTo(out, cell);
        }
    }

    private void save(Cursor saved, Grid grid) {
        if (!saved.isInitial()) {
            place(saved, grid);
            out.append("\0337");
            if (saved.origin) {
                out.append("\033[?6l");
            }
            if (!saved.charsets.isInitial()) {
                new Charsets().write(out);
            }
        }
    }

    /** Brings the cursor to its place: origin mode and pending wrap, then what it draws with. */
    private void place(Cursor cursor, Grid grid) {
        if (cursor.origin) {
            out.append("\033[?6h");
        }
        // A saved cursor is placed before there are margins, and need not be inside them.
        int top = cursor == screen.cursor && cursor.origin ? screen.margins.top : 0;
        int left = cursor == screen.cursor && cursor.origin ? screen.margins.left : 0;
        if (cursor.wrapNext) {
            // Only printing in the last column leaves a wrap pending: what stands there is printed again.
            Row row = grid.row(cursor.y);
            int width = row.text[cursor.x] == Row.TAIL ? 2 : 1;
            int x = cursor.x - width + 1;
            moveTo(cursor.y - top, x - left);
            pen(row.pen[x]);
            decorate(decoration(row, x));
            print(row.text[x], width);
        } else {
            moveTo(cursor.y - top, cursor.x - left);
        }
        pen(cursor.pen);
        decorate(new Decoration(cursor.underlineColour, cursor.link));
        if (!cursor.charsets.isInitial()) {
            cursor.charsets.write(out);
        }
    }

    private void margins() {
        Margins m = screen.margins;
        if (m.top > 0 || m.bottom < screen.height() - 1) {
            out.append("\033[")
                    .append(m.top + 1)
                    .append(';')
                    .append(m.bottom + 1)
                    .append('r');
        }
        if (interpreter.is(Mode.LEFT_RIGHT_MARGINS)) {
            out.append(Mode.LEFT_RIGHT_MARGINS.sequence(true));
            out.append("\033[")
                    .append(m.left + 1)
                    .append(';')
                    .append(m.right + 1)
                    .append('s');
        }
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

    private void modes() {
        Set<Mode> initial = Mode.initial();
        for (Mode mode : Mode.values()) {
            boolean placed = mode == Mode.ORIGIN || mode == Mode.LEFT_RIGHT_MARGINS;
            if (!placed && interpreter.is(mode) != initial.contains(mode)) {
                out.append(mode.sequence(interpreter.is(mode)));
            }
        }
    }

    private void moveTo(int y, int x) {
        out.append("\033[").append(y + 1).append(';').append(x + 1).append('H');
    }

    private void pen(long wanted) {
        if (wanted != pen) {
            Sgr.write(out, wanted);
            if (((wanted ^ pen) & Pen.PROTECTED) != 0) {
                out.append((wanted & Pen.PROTECTED) == 0 ? "\033[0\"q" : "\033[1\"q");
            }
            pen = wanted;
            // Every SGR of ours begins with a reset, which takes the underline's colour too.
            decoration = new Decoration(Pen.DEFAULT_COLOUR, decoration.link());
        }
    }

    private Decoration decoration(Row row, int x) {
        int number = row.decoration(x);
        return number == Decorations.NONE ? PLAIN : screen.decorations.get(number);
    }

    private void decorate(Decoration wanted) {
        if (wanted.underlineColour() != decoration.underlineColour()) {
            Sgr.writeUnderlineColour(out, wanted.underlineColour());
        }
        Link link = wanted.link();
        if (!Objects.equals(link, decoration.link())) {
            String id = link == null || link.id().isEmpty() ? "" : "id=" + link.id();
            out.append("\033]8;")
                    .append(id)
                    .append(';')
                    .append(link == null ? "" : link.uri())
                    .append("\033\\");
        }
        decoration = wanted;
    }
}
