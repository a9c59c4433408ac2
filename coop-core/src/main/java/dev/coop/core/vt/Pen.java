package dev.coop.core.vt;

/**
 * How a cell is drawn, packed into one {@code long}, so that a pen is copied, compared and filled like a number.
 *
 * <pre>
 * bits  0-24  foreground    a colour is 0: the default, 1-256: palette entry + 1,
 * bits 25-49  background    or bit 24 set: 24 bits of red, green, blue
 * bits 50-61  attributes, and the mark of a protected cell
 * </pre>
 */
final class Pen {
    /** Default colours, no attribute. */
    static final long DEFAULT = 0;

    static final long BOLD = 1L << 50;
    static final long FAINT = 1L << 51;
    static final long ITALIC = 1L << 52;
    static final long BLINK = 1L << 53;
    static final long INVERSE = 1L << 54;
    static final long HIDDEN = 1L << 55;
    static final long STRIKE = 1L << 56;
    static final long OVERLINE = 1L << 57;

    private static final int UNDERLINE_SHIFT = 58;
    /** Three bits of underline style: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
    static final long UNDERLINE = 7L << UNDERLINE_SHIFT;

    private static final int BACKGROUND_SHIFT = 25;
    private static final long FOREGROUND_MASK = (1L << BACKGROUND_SHIFT) - 1;
    private static final long BACKGROUND_MASK = FOREGROUND_MASK << BACKGROUND_SHIFT;

    /** Selective erasure spares the cell (DECSCA). Not drawn, and not changed by SGR. */
    static final long PROTECTED = 1L << 61;

    static final int DEFAULT_COLOUR = 0;
    static final int RGB = 1 << 24;

    private Pen() {}

    static int palette(int index) {
        return index + 1;
    }

    static int rgb(int red, int green, int blue) {
        return RGB | red << 16 | green << 8 | blue;
    }

    static int foreground(long pen) {
        return (int) (pen & FOREGROUND_MASK);
    }

    static int background(long pen) {
        return (int) (pen >>> BACKGROUND_SHIFT & FOREGROUND_MASK);
    }

    static int underline(long pen) {
        return (int) (pen >>> UNDERLINE_SHIFT & 7);
    }

    static long withForeground(long pen, int colour) {
        return pen & ~FOREGROUND_MASK | colour;
    }

    static long withBackground(long pen, int colour) {
        return pen & ~BACKGROUND_MASK | (long) colour << BACKGROUND_SHIFT;
    }

    static long withUnderline(long pen, int style) {
        return pen & ~UNDERLINE | (long) style << UNDERLINE_SHIFT;
    }

    /** What an erased cell keeps of the pen: its background ("background colour erase", as the xterm entries of terminfo promise). */
    static long erased(long pen) {
        return pen & BACKGROUND_MASK;
    }
}
