package dev.coop.core.vt;

import org.jspecify.annotations.Nullable;

/** Where and how the next character is drawn; also what {@code DECSC} saves. */
final class Cursor {
    int x;
    int y;
    /** The last column was written, and the next character goes to the next line ("pending wrap"). */
    boolean wrapNext;

    boolean origin;
    long pen = Pen.DEFAULT;
    final Charsets charsets = new Charsets();

    /** Of the underline; {@link Pen#DEFAULT_COLOUR}: as the text. */
    int underlineColour = Pen.DEFAULT_COLOUR;

    /** The hyperlink that the text belongs to. It is not saved with the cursor. */
    @Nullable
    Link link;

    void set(Cursor other) {
        x = other.x;
        y = other.y;
        wrapNext = other.wrapNext;
        origin = other.origin;
        pen = other.pen;
        underlineColour = other.underlineColour;
        charsets.set(other.charsets);
    }

    boolean isInitial() {
        return x == 0
                && y == 0
                && !wrapNext
                && !origin
                && pen == Pen.DEFAULT
                && underlineColour == Pen.DEFAULT_COLOUR
                && charsets.isInitial();
    }

    void clamp(int columns, int height) {
        x = Math.min(x, columns - 1);
        y = Math.min(y, height - 1);
        wrapNext = false;
    }
}
