package dev.coop.core.vt;

/**
 * The checksum of a part of the screen, as DEC's terminals make it and xterm does unless XTCHECKSUM tells it otherwise:
 * zero less the code of each character and less its video attributes, in 16 bits. Of a code the lower 8 bits count, of a
 * cluster its first character; erased cells and colours do not count.
 */
final class Checksum {
    private static final int CODE = 0xff;

    private static final int PROTECTED = 0x04;
    private static final int HIDDEN = 0x08;
    private static final int UNDERLINED = 0x10;
    private static final int INVERSE = 0x20;
    private static final int BLINKING = 0x40;
    private static final int BOLD = 0x80;

    private Checksum() {}

    /** Of a rectangle as a program gives it: from 1, 0 for the edge of the screen, from the margins in origin mode. */
    static int of(Screen screen, int top, int left, int bottom, int right) {
        Cursor cursor = screen.cursor;
        Margins m = screen.margins;
        int firstRow = cursor.origin ? m.top : 0;
        int firstColumn = cursor.origin ? m.left : 0;
        int lastRow = cursor.origin ? m.bottom : screen.height() - 1;
        int lastColumn = cursor.origin ? m.right : screen.columns() - 1;
        int fromRow = firstRow + Math.max(1, top) - 1;
        int fromColumn = firstColumn + Math.max(1, left) - 1;
        int toRow = bottom == 0 ? lastRow : Math.min(lastRow, firstRow + bottom - 1);
        int toColumn = right == 0 ? lastColumn : Math.min(lastColumn, firstColumn + right - 1);
        int sum = 0;
        for (int y = fromRow; y <= toRow; y++) {
            Row row = screen.grid().row(y);
            int end = Math.min(toColumn + 1, row.used);
            for (int x = fromColumn; x < end; x++) {
                int cell = row.text[x];
                if (cell != Row.EMPTY && cell != Row.TAIL) {
                    sum -= (screen.clusters.first(cell) & CODE) + attributes(row.pen[x]);
                }
            }
        }
        return sum;
    }

    private static int attributes(long pen) {
        return flag(pen, Pen.PROTECTED, PROTECTED)
                + flag(pen, Pen.HIDDEN, HIDDEN)
                + flag(pen, Pen.UNDERLINE, UNDERLINED)
                + flag(pen, Pen.INVERSE, INVERSE)
                + flag(pen, Pen.BLINK, BLINKING)
                + flag(pen, Pen.BOLD, BOLD);
    }

    private static int flag(long pen, long attribute, int value) {
        return (pen & attribute) == 0 ? 0 : value;
    }
}
