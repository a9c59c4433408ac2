package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main and the alternate screen, the cursor, the margins and the history: all that printing and the cursor
 * functions act on. Positions are 0-based and always inside; a count is at least 1.
 */
final class Screen {
    final Clusters clusters = new Clusters();
    final Scrollback history;
    final TabStops tabs;
    final Cursor cursor = new Cursor();

    private final Cursor savedMain = new Cursor();
    private final Cursor savedAlternate = new Cursor();

    private int columns;
    private int height;
    private final Grid main;
    /** Made when a program first asks for it: most never do. */
    private @Nullable Grid alternate;

    private Grid grid;
    private int top;
    private int bottom;

    boolean autowrap = true;
    boolean insert;

    Screen(int columns, int height, Scrollback history) {
        this.columns = columns;
        this.height = height;
        this.history = history;
        main = new Grid(columns, height);
        grid = main;
        tabs = new TabStops(columns);
        bottom = height - 1;
    }

    int columns() {
        return columns;
    }

    int height() {
        return height;
    }

    Row row(int y) {
        return grid.row(y);
    }

    Grid main() {
        return main;
    }

    @Nullable
    Grid alternateGrid() {
        return alternate;
    }

    Cursor savedMain() {
        return savedMain;
    }

    Cursor savedAlternate() {
        return savedAlternate;
    }

    int top() {
        return top;
    }

    int bottom() {
        return bottom;
    }

    // ---- printing

    void print(byte[] bytes, int from, int to) {
        Cursor c = cursor;
        while (from < to) {
            if (c.wrapNext) {
                wrap();
            }
            int x = c.x;
            int count = Math.min(to - from, columns - x);
            Row row = grid.row(c.y);
            if (insert) {
                row.insert(x, count, columns, Pen.erased(c.pen));
            }
            row.ascii(x, bytes, from, count, c.pen);
            from += count;
            advance(x + count);
        }
    }

    void print(int codePoint) {
        int width = Widths.of(codePoint);
        if (width == 0) {
            combine(codePoint);
            return;
        }
        Cursor c = cursor;
        if (c.wrapNext) {
            wrap();
        }
        if (c.x + width > columns) {
            if (!autowrap || columns < width) {
                return;
            }
            grid.row(c.y).erase(c.x, columns, Pen.erased(c.pen));
            wrap();
        }
        Row row = grid.row(c.y);
        if (insert) {
            row.insert(c.x, width, columns, Pen.erased(c.pen));
        }
        row.put(c.x, codePoint, width, c.pen);
        advance(c.x + width);
    }

    private void advance(int x) {
        if (x == columns) {
            cursor.x = x - 1;
            cursor.wrapNext = autowrap;
        } else {
            cursor.x = x;
        }
    }

    private void wrap() {
        grid.row(cursor.y).wrapped = true;
        cursor.x = 0;
        index();
    }

    /** A mark joins the character before the cursor, or the blank there; at the start of a line it is dropped. */
    private void combine(int mark) {
        int x = cursor.wrapNext ? cursor.x : cursor.x - 1;
        Row row = grid.row(cursor.y);
        if (x > 0 && row.text[x] == Row.TAIL) {
            x--;
        }
        if (x < 0) {
            return;
        }
        if (clusters.isFull()) {
            clusters.sweep(allRows());
        }
        if (row.text[x] == Row.EMPTY) {
            row.put(x, ' ', 1, row.pen[x]);
        }
        row.text[x] = clusters.append(row.text[x], mark);
        row.plain = false;
    }

    private List<Row> allRows() {
        List<Row> rows = new ArrayList<>(main.rows());
        if (alternate != null) {
            rows.addAll(alternate.rows());
        }
        return rows;
    }

    // ---- moving

    /** Down one line; at the bottom margin the lines between the margins move up. */
    void index() {
        cursor.wrapNext = false;
        if (cursor.y == bottom) {
            scrollUp(1);
        } else if (cursor.y < height - 1) {
            cursor.y++;
        }
    }

    void reverseIndex() {
        cursor.wrapNext = false;
        if (cursor.y == top) {
            scrollDown(1);
        } else if (cursor.y > 0) {
            cursor.y--;
        }
    }

    void carriageReturn() {
        cursor.x = 0;
        cursor.wrapNext = false;
    }

    void column(int x) {
        cursor.x = Math.clamp(x, 0, columns - 1);
        cursor.wrapNext = false;
    }

    /** To an absolute row, which counts from the top margin in origin mode. */
    void line(int y) {
        cursor.y = cursor.origin ? Math.clamp(y + top, top, bottom) : Math.clamp(y, 0, height - 1);
        cursor.wrapNext = false;
    }

    void up(int count) {
        int limit = cursor.y >= top ? top : 0;
        cursor.y = Math.max(limit, cursor.y - count);
        cursor.wrapNext = false;
    }

    void down(int count) {
        int limit = cursor.y <= bottom ? bottom : height - 1;
        cursor.y = Math.min(limit, cursor.y + count);
        cursor.wrapNext = false;
    }

    void tab(int count) {
        for (int i = 0; i < count && cursor.x < columns - 1; i++) {
            column(tabs.next(cursor.x));
        }
    }

    void backTab(int count) {
        for (int i = 0; i < count && cursor.x > 0; i++) {
            column(tabs.previous(cursor.x));
        }
    }

    /** The row as the program counts it. */
    int reportedRow() {
        return cursor.origin ? cursor.y - top : cursor.y;
    }

    void origin(boolean on) {
        cursor.origin = on;
        home();
    }

    void margins(int newTop, int newBottom) {
        if (newTop < newBottom && newBottom < height) {
            top = newTop;
            bottom = newBottom;
            home();
        }
    }

    void home() {
        column(0);
        line(0);
    }

    // ---- whole lines

    void scrollUp(int count) {
        Scrollback saved = top == 0 && grid == main ? history : null;
        grid.scrollUp(top, bottom, count, Pen.erased(cursor.pen), saved, clusters);
    }

    void scrollDown(int count) {
        grid.scrollDown(top, bottom, count, Pen.erased(cursor.pen));
    }

    void insertLines(int count) {
        if (cursor.y >= top && cursor.y <= bottom) {
            grid.scrollDown(cursor.y, bottom, count, Pen.erased(cursor.pen));
            carriageReturn();
        }
    }

    void deleteLines(int count) {
        if (cursor.y >= top && cursor.y <= bottom) {
            grid.scrollUp(cursor.y, bottom, count, Pen.erased(cursor.pen), null, clusters);
            carriageReturn();
        }
    }

    // ---- inside a line

    void insertCharacters(int count) {
        cursor.wrapNext = false;
        current().insert(cursor.x, count, columns, Pen.erased(cursor.pen));
    }

    void deleteCharacters(int count) {
        cursor.wrapNext = false;
        current().delete(cursor.x, count, columns, Pen.erased(cursor.pen));
    }

    void eraseCharacters(int count) {
        cursor.wrapNext = false;
        current().erase(cursor.x, Math.min(columns, cursor.x + count), Pen.erased(cursor.pen));
    }

    /** 0: from the cursor to the end, 1: from the start to the cursor, 2: all. */
    void eraseLine(int part) {
        long erased = Pen.erased(cursor.pen);
        switch (part) {
            case 0 -> {
                cursor.wrapNext = false;
                current().erase(cursor.x, columns, erased);
                current().wrapped = false;
            }
            case 1 -> current().erase(0, cursor.x + 1, erased);
            case 2 -> current().clear(erased);
            default -> {}
        }
    }

    /** As {@link #eraseLine} for the whole screen; 3: the history. */
    void eraseDisplay(int part) {
        long erased = Pen.erased(cursor.pen);
        switch (part) {
            case 0 -> {
                eraseLine(0);
                grid.clear(cursor.y + 1, height, erased);
            }
            case 1 -> {
                grid.clear(0, cursor.y, erased);
                eraseLine(1);
            }
            case 2 -> grid.clear(0, height, erased);
            case 3 -> history.clear();
            default -> {}
        }
    }

    private Row current() {
        return grid.row(cursor.y);
    }

    // ---- the two screens

    boolean isAlternate() {
        return grid != main;
    }

    void alternate(boolean on) {
        if (on && alternate == null) {
            alternate = new Grid(columns, height);
        }
        grid = on && alternate != null ? alternate : main;
        cursor.wrapNext = false;
    }

    void clearAlternate() {
        if (alternate != null) {
            alternate.clear(0, height, Pen.erased(cursor.pen));
        }
    }

    void saveCursor() {
        saved().set(cursor);
    }

    void restoreCursor() {
        cursor.set(saved());
        if (cursor.origin) {
            cursor.y = Math.clamp(cursor.y, top, bottom);
        }
    }

    private Cursor saved() {
        return isAlternate() ? savedAlternate : savedMain;
    }

    // ---- resets and size

    /** As {@code DECSTR}: margins, pen and saved cursors, but no text. */
    void softReset() {
        top = 0;
        bottom = height - 1;
        insert = false;
        autowrap = true;
        cursor.origin = false;
        cursor.wrapNext = false;
        cursor.pen = Pen.DEFAULT;
        savedMain.set(new Cursor());
        savedAlternate.set(new Cursor());
    }

    void reset() {
        grid = main;
        alternate = null;
        softReset();
        home();
        tabs.reset();
        grid.clear(0, height, Pen.DEFAULT);
    }

    void resize(int newColumns, int newHeight) {
        Cursor mainCursor = isAlternate() ? savedMain : cursor;
        mainCursor.y -= main.resize(newColumns, newHeight, mainCursor.y, history, clusters);
        if (alternate != null) {
            Cursor alternateCursor = isAlternate() ? cursor : savedAlternate;
            alternateCursor.y -= alternate.resize(newColumns, newHeight, alternateCursor.y, null, clusters);
        }
        columns = newColumns;
        height = newHeight;
        cursor.clamp(columns, height);
        savedMain.clamp(columns, height);
        savedAlternate.clamp(columns, height);
        tabs.resize(columns);
        top = 0;
        bottom = height - 1;
    }

    /** Fails unless the cursor is inside and every row keeps the promises of {@link Row}. */
    void check() {
        if (cursor.x < 0 || cursor.x >= columns || cursor.y < 0 || cursor.y >= height) {
            throw new IllegalStateException("the cursor is outside: " + cursor.x + "," + cursor.y);
        }
        for (Row row : allRows()) {
            row.check(columns);
        }
    }
}
