package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The main and the alternate screen, the cursor and its margins, and the history: the state that {@link Printer} and
 * {@link Editor} work on, and the moves of the cursor. Positions are 0-based and always inside; a count is at least 1.
 */
final class Screen {
    final Clusters clusters = new Clusters();
    final Decorations decorations = new Decorations();
    final Scrollback history;
    final TabStops tabs;
    final Cursor cursor = new Cursor();
    final Margins margins = new Margins();
    final Cursor savedMain = new Cursor();
    final Cursor savedAlternate = new Cursor();

    private final SweepPause clusterPause = new SweepPause();
    private final SweepPause decorationPause = new SweepPause();

    private final DropCounter drops;
    private final Consumer<Row> keep;
    private int columns;
    private int height;
    private final Grid main;
    /** Made when a program first asks for it: most never do. */
    private @Nullable Grid alternate;

    private Grid grid;

    Screen(int columns, int height, Scrollback history, DropCounter drops) {
        this.drops = drops;
        keep = row -> history.add(row, clusters, decorations);
        this.columns = columns;
        this.height = height;
        this.history = history;
        main = new Grid(columns, height);
        grid = main;
        tabs = new TabStops(columns);
        margins.reset(columns, height);
    }

    int columns() {
        return columns;
    }

    int height() {
        return height;
    }

    Grid grid() {
        return grid;
    }

    Grid main() {
        return main;
    }

    @Nullable
    Grid alternateGrid() {
        return alternate;
    }

    Row current() {
        return grid.row(cursor.y);
    }

    /** What an erased cell looks like now. */
    long erased() {
        return Pen.erased(cursor.pen);
    }

    // ---- moving

    /** Down one line; at the bottom margin the lines between the margins move up. */
    void index() {
        cursor.wrapNext = false;
        if (cursor.y == margins.bottom) {
            if (margins.containsColumn(cursor.x)) {
                scrollUp(1);
            }
        } else if (cursor.y < height - 1) {
            cursor.y++;
        }
    }

    void reverseIndex() {
        cursor.wrapNext = false;
        if (cursor.y == margins.top) {
            if (margins.containsColumn(cursor.x)) {
                scrollDown(1);
            }
        } else if (cursor.y > 0) {
            cursor.y--;
        }
    }

    void carriageReturn() {
        cursor.x = cursor.origin || cursor.x >= margins.left ? margins.left : 0;
        cursor.wrapNext = false;
    }

    /** To an absolute column, which counts from the left margin in origin mode. */
    void column(int x) {
        cursor.x = cursor.origin
                ? Math.clamp(x + margins.left, margins.left, margins.right)
                : Math.clamp(x, 0, columns - 1);
        cursor.wrapNext = false;
    }

    /** To an absolute row, which counts from the top margin in origin mode. */
    void line(int y) {
        cursor.y =
                cursor.origin ? Math.clamp(y + margins.top, margins.top, margins.bottom) : Math.clamp(y, 0, height - 1);
        cursor.wrapNext = false;
    }

    void up(int count) {
        int limit = cursor.y >= margins.top ? margins.top : 0;
        cursor.y = Math.max(limit, cursor.y - count);
        cursor.wrapNext = false;
    }

    void down(int count) {
        int limit = cursor.y <= margins.bottom ? margins.bottom : height - 1;
        cursor.y = Math.min(limit, cursor.y + count);
        cursor.wrapNext = false;
    }

    void right(int count) {
        cursor.x = Math.min(rightLimit() - 1, cursor.x + count);
        cursor.wrapNext = false;
    }

    void left(int count) {
        int limit = cursor.x >= margins.left ? margins.left : 0;
        cursor.x = Math.max(limit, cursor.x - count);
        cursor.wrapNext = false;
    }

    /** The column behind the last that the cursor can reach by moving or printing. */
    int rightLimit() {
        return cursor.x <= margins.right ? margins.right + 1 : columns;
    }

    /** The columns of the line that the cursor is in: those between the margins, unless it is outside. */
    int lineWidth() {
        return margins.containsColumn(cursor.x) ? margins.right - margins.left + 1 : columns;
    }

    void tab(int count) {
        int limit = rightLimit() - 1;
        for (int i = 0; i < count && cursor.x < limit; i++) {
            cursor.x = Math.min(limit, tabs.next(cursor.x));
            cursor.wrapNext = false;
        }
    }

    void backTab(int count) {
        int limit = cursor.origin ? margins.left : 0;
        for (int i = 0; i < count && cursor.x > limit; i++) {
            cursor.x = Math.max(limit, tabs.previous(cursor.x));
            cursor.wrapNext = false;
        }
    }

    /** The row as the program counts it. */
    int reportedRow() {
        return cursor.origin ? cursor.y - margins.top : cursor.y;
    }

    int reportedColumn() {
        return cursor.origin ? cursor.x - margins.left : cursor.x;
    }

    void origin(boolean on) {
        cursor.origin = on;
        home();
    }

    /** Margins that are none change nothing. */
    void setLines(int top, int bottom) {
        if (top < bottom && bottom < height) {
            margins.top = top;
            margins.bottom = bottom;
            home();
        }
    }

    void setColumns(int left, int right) {
        if (left < right && right < columns) {
            margins.left = left;
            margins.right = right;
            home();
        }
    }

    void home() {
        column(0);
        line(0);
    }

    // ---- scrolling

    void scrollUp(int count) {
        if (margins.isWholeWidth(columns)) {
            Consumer<Row> saved = margins.top == 0 && grid == main ? keep : null;
            grid.scrollUp(margins.top, margins.bottom, count, erased(), saved);
        } else {
            grid.scrollUp(margins, count, erased());
        }
    }

    void scrollDown(int count) {
        if (margins.isWholeWidth(columns)) {
            grid.scrollDown(margins.top, margins.bottom, count, erased());
        } else {
            grid.scrollDown(margins, count, erased());
        }
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
            alternate.clear(0, height, erased());
        }
    }

    /** A pending wrap is saved only at the edge of the screen: when the cursor comes back, other margins may be set. */
    void saveCursor() {
        saved().set(cursor);
        saved().wrapNext &= cursor.x == columns - 1;
    }

    void restoreCursor() {
        cursor.set(saved());
        if (cursor.origin) {
            cursor.x = Math.clamp(cursor.x, margins.left, margins.right);
            cursor.y = Math.clamp(cursor.y, margins.top, margins.bottom);
        }
    }

    private Cursor saved() {
        return isAlternate() ? savedAlternate : savedMain;
    }

    // ---- tables, resets and size

    /** The cell for another with a mark; room is made when there is none. */
    int withMark(int cell, int mark) {
        if (clusters.isFull() && clusterPause.isOver()) {
            clusters.sweep(rows());
            clusterPause.swept(clusters.isCrowded());
        }
        int marked = clusters.append(cell, mark);
        if (marked == cell) {
            drops.mark();
        }
        return marked;
    }

    /** The number of the decoration that the cursor draws with. */
    int decoration() {
        if (cursor.link == null && cursor.underlineColour == Pen.DEFAULT_COLOUR) {
            return Decorations.NONE;
        }
        Decoration decoration = new Decoration(cursor.underlineColour, cursor.link);
        if (!decorations.hasRoomFor(decoration) && decorationPause.isOver()) {
            decorations.sweep(rows());
            decorationPause.swept(decorations.isCrowded());
        }
        int number = decorations.number(decoration);
        if (number == Decorations.NONE) {
            drops.decoration();
        }
        return number;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>(main.rows());
        if (alternate != null) {
            rows.addAll(alternate.rows());
        }
        return rows;
    }

    /** As {@code DECSTR}: margins, pen and saved cursors, but no text. */
    void softReset() {
        margins.reset(columns, height);
        Cursor fresh = new Cursor();
        int x = cursor.x;
        int y = cursor.y;
        cursor.set(fresh);
        cursor.x = x;
        cursor.y = y;
        cursor.link = null;
        savedMain.set(fresh);
        savedAlternate.set(fresh);
    }

    void reset() {
        softReset();
        // Emptied and not given up: a program that resets again and again would have a new one made each time.
        clearAlternate();
        grid = main;
        home();
        tabs.reset();
        grid.clear(0, height, Pen.DEFAULT);
    }

    void resize(int newColumns, int newHeight) {
        Cursor mainCursor = isAlternate() ? savedMain : cursor;
        mainCursor.y -= main.resize(newColumns, newHeight, mainCursor.y, keep);
        if (alternate != null) {
            Cursor alternateCursor = isAlternate() ? cursor : savedAlternate;
            alternateCursor.y -= alternate.resize(newColumns, newHeight, alternateCursor.y, null);
        }
        columns = newColumns;
        height = newHeight;
        cursor.clamp(columns, height);
        savedMain.clamp(columns, height);
        savedAlternate.clamp(columns, height);
        tabs.resize(columns);
        margins.reset(columns, height);
    }

    /** Fails unless the cursor is inside and every row keeps the promises of {@link Row}. */
    void check() {
        if (cursor.x < 0 || cursor.x >= columns || cursor.y < 0 || cursor.y >= height) {
            throw new IllegalStateException("the cursor is outside: " + cursor.x + "," + cursor.y);
        }
        for (Row row : rows()) {
            row.check(columns);
        }
    }
}
