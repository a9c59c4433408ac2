package dev.coop.core.vt;

/** Where scrolling, wrapping and moving stop; all four lines belong to the inside. */
final class Margins {
    int top;
    int bottom;
    int left;
    int right;

    void reset(int columns, int height) {
        resetLines(height);
        resetColumns(columns);
    }

    void resetLines(int height) {
        top = 0;
        bottom = height - 1;
    }

    void resetColumns(int columns) {
        left = 0;
        right = columns - 1;
    }

    boolean isWholeWidth(int columns) {
        return left == 0 && right == columns - 1;
    }

    boolean contains(Cursor cursor) {
        return cursor.y >= top && cursor.y <= bottom && containsColumn(cursor.x);
    }

    boolean containsColumn(int x) {
        return x >= left && x <= right;
    }
}
