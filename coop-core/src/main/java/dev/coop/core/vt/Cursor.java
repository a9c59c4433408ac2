package dev.coop.core.vt;

/** Where and how the next character is drawn; also what {@code DECSC} saves. */
final class Cursor {
    int x;
    int y;
    /** The last column was written, and the next character goes to the next line ("pending wrap"). */
    boolean wrapNext;

    boolean origin;
    long pen = Pen.DEFAULT;

    void set(Cursor other) {
        x = other.x;
        y = other.y;
        wrapNext = other.wrapNext;
        origin = other.origin;
        pen = other.pen;
    }

    boolean isInitial() {
        return x == 0 && y == 0 && !wrapNext && !origin && pen == Pen.DEFAULT;
    }

    void clamp(int columns, int height) {
        x = Math.min(x, columns - 1);
        y = Math.min(y, height - 1);
        wrapNext = false;
    }
}
