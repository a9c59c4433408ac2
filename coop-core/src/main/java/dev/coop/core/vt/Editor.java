package dev.coop.core.vt;

import java.util.Arrays;

/** Inserts, deletes and erases: lines between the margins, characters in a line, parts of the display. */
final class Editor {
    private final Screen screen;
    private final Cursor cursor;

    Editor(Screen screen) {
        this.screen = screen;
        cursor = screen.cursor;
    }

    void insertLines(int count) {
        if (screen.margins.contains(cursor)) {
            int top = screen.margins.top;
            screen.margins.top = cursor.y;
            screen.scrollDown(count);
            screen.margins.top = top;
            toLeftMargin();
        }
    }

    void deleteLines(int count) {
        if (screen.margins.contains(cursor)) {
            Margins m = screen.margins;
            if (m.isWholeWidth(screen.columns())) {
                screen.grid().scrollUp(cursor.y, m.bottom, count, screen.erased(), null);
            } else {
                int top = m.top;
                m.top = cursor.y;
                screen.grid().scrollUp(m, count, screen.erased());
                m.top = top;
            }
            toLeftMargin();
        }
    }

    private void toLeftMargin() {
        cursor.x = screen.margins.left;
        cursor.wrapNext = false;
    }

    void insertCharacters(int count) {
        cursor.wrapNext = false;
        if (screen.margins.containsColumn(cursor.x)) {
            screen.current().insert(cursor.x, count, screen.margins.right + 1, screen.erased());
        }
    }

    void deleteCharacters(int count) {
        cursor.wrapNext = false;
        if (screen.margins.containsColumn(cursor.x)) {
            screen.current().delete(cursor.x, count, screen.margins.right + 1, screen.erased());
        }
    }

    /** In all lines between the margins, if the cursor is between them: what is right of a column moves to the right. */
    void insertColumns(int column, int count) {
        Margins m = screen.margins;
        if (m.contains(cursor)) {
            for (int y = m.top; y <= m.bottom; y++) {
                Row row = screen.grid().row(y);
                row.insert(column, count, m.right + 1, screen.erased());
                row.wrapped = false;
            }
        }
    }

    /** As {@link #insertColumns}: columns are taken out, and what is right of them moves to the left. */
    void deleteColumns(int column, int count) {
        Margins m = screen.margins;
        if (m.contains(cursor)) {
            for (int y = m.top; y <= m.bottom; y++) {
                Row row = screen.grid().row(y);
                row.delete(column, count, m.right + 1, screen.erased());
                row.wrapped = false;
            }
        }
    }

    void eraseCharacters(int count) {
        cursor.wrapNext = false;
        screen.current().erase(cursor.x, Math.min(screen.columns(), cursor.x + count), screen.erased());
    }

    /** 0: from the cursor to the end, 1: from the start to the cursor, 2: all. */
    void eraseLine(int part) {
        Row row = screen.current();
        switch (part) {
            case 0 -> {
                cursor.wrapNext = false;
                row.erase(cursor.x, screen.columns(), screen.erased());
                row.wrapped = false;
            }
            case 1 -> row.erase(0, cursor.x + 1, screen.erased());
            case 2 -> row.clear(screen.erased());
            default -> {}
        }
    }

    /** As {@link #eraseLine} for the whole screen; 3: the history. */
    void eraseDisplay(int part) {
        Grid grid = screen.grid();
        switch (part) {
            case 0 -> {
                eraseLine(0);
                grid.clear(cursor.y + 1, screen.height(), screen.erased());
            }
            case 1 -> {
                grid.clear(0, cursor.y, screen.erased());
                eraseLine(1);
            }
            case 2 -> grid.clear(0, screen.height(), screen.erased());
            case 3 -> screen.history.clear();
            default -> {}
        }
    }

    /** As {@link #eraseLine}, sparing protected cells. */
    void eraseLineUnprotected(int part) {
        if (part <= 2) {
            eraseUnprotected(cursor.y, part == 0 ? cursor.x : 0, part == 1 ? cursor.x + 1 : screen.columns());
        }
    }

    /** As {@link #eraseDisplay}, sparing protected cells. */
    void eraseDisplayUnprotected(int part) {
        if (part > 2) {
            return;
        }
        int from = part == 0 ? cursor.y + 1 : 0;
        int to = part == 1 ? cursor.y : screen.height();
        for (int y = from; y < to; y++) {
            eraseUnprotected(y, 0, screen.columns());
        }
        if (part < 2) {
            eraseLineUnprotected(part);
        }
    }

    private void eraseUnprotected(int y, int from, int to) {
        screen.grid().row(y).eraseUnprotected(from, to, screen.erased());
    }

    /** DECALN: the letter E everywhere, no margins, the cursor at home. */
    void alignmentPattern() {
        screen.margins.reset(screen.columns(), screen.height());
        cursor.origin = false;
        screen.home();
        byte[] line = new byte[screen.columns()];
        Arrays.fill(line, (byte) 'E');
        for (int y = 0; y < screen.height(); y++) {
            Row row = screen.grid().row(y);
            row.clear(Pen.DEFAULT);
            row.ascii(0, line, 0, line.length, Pen.DEFAULT);
        }
    }
}
