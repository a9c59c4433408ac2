package dev.coop.core.vt;

/**
 * Select Graphic Rendition (ECMA-48 8.3.117; colours in both the semicolon form of xterm and the colon form of
 * ISO 8613-6): parameters to pen, and pen to parameters.
 *
 * <p>Wire: {@code ESC [ 1 ; 38 ; 2 ; 255 ; 128 ; 0 m}, {@code ESC [ 4:3 m}, {@code ESC [ 38:2::255:128:0 m}.
 */
final class Sgr {
    private static final int MAX_UNDERLINE_STYLE = 5;

    private Sgr() {}

    /** Changes how the cursor draws; unknown parameters change nothing, a colour that is cut short ends the reading. */
    static void apply(Cursor cursor, Params params) {
        long pen = cursor.pen;
        int count = params.count();
        int i = 0;
        while (i < count) {
            int code = params.get(i);
            if (code == 38 || code == 48 || code == 58) {
                int length = colourLength(params, i);
                if (length == 0) {
                    break;
                }
                int colour = colour(params, i);
                if (colour >= 0) {
                    switch (code) {
                        case 38 -> pen = Pen.withForeground(pen, colour);
                        case 48 -> pen = Pen.withBackground(pen, colour);
                        default -> cursor.underlineColour = colour;
                    }
                }
                i += length;
                continue;
            }
            int subs = params.subCount(i);
            if (subs > 0) {
                // Of the simple attributes only the underline takes a sub-parameter.
                if (code == 4 && params.get(i + 1) <= MAX_UNDERLINE_STYLE) {
                    pen = Pen.withUnderline(pen, params.get(i + 1));
                }
                i += 1 + subs;
                continue;
            }
            if (code == 0 || code == 59) {
                cursor.underlineColour = Pen.DEFAULT_COLOUR;
            }
            pen = simple(pen, code);
            i++;
        }
        cursor.pen = pen;
    }

    private static long simple(long pen, int code) {
        return switch (code) {
            case 0 -> pen & Pen.PROTECTED;
            case 1 -> pen | Pen.BOLD;
            case 2 -> pen | Pen.FAINT;
            case 3 -> pen | Pen.ITALIC;
            case 4 -> Pen.withUnderline(pen, 1);
            case 5, 6 -> pen | Pen.BLINK;
            case 7 -> pen | Pen.INVERSE;
            case 8 -> pen | Pen.HIDDEN;
            case 9 -> pen | Pen.STRIKE;
            case 21 -> Pen.withUnderline(pen, 2);
            case 22 -> pen & ~(Pen.BOLD | Pen.FAINT);
            case 23 -> pen & ~Pen.ITALIC;
            case 24 -> pen & ~Pen.UNDERLINE;
            case 25 -> pen & ~Pen.BLINK;
            case 27 -> pen & ~Pen.INVERSE;
            case 28 -> pen & ~Pen.HIDDEN;
            case 29 -> pen & ~Pen.STRIKE;
            case 30, 31, 32, 33, 34, 35, 36, 37 -> Pen.withForeground(pen, Pen.palette(code - 30));
            case 39 -> Pen.withForeground(pen, Pen.DEFAULT_COLOUR);
            case 40, 41, 42, 43, 44, 45, 46, 47 -> Pen.withBackground(pen, Pen.palette(code - 40));
            case 49 -> Pen.withBackground(pen, Pen.DEFAULT_COLOUR);
            case 53 -> pen | Pen.OVERLINE;
            case 55 -> pen & ~Pen.OVERLINE;
            case 90, 91, 92, 93, 94, 95, 96, 97 -> Pen.withForeground(pen, Pen.palette(code - 90 + 8));
            case 100, 101, 102, 103, 104, 105, 106, 107 -> Pen.withBackground(pen, Pen.palette(code - 100 + 8));
            default -> pen;
        };
    }

    /** How many parameters the colour that begins at {@code i} takes; 0 when it is cut short or of an unknown kind. */
    private static int colourLength(Params params, int i) {
        int subs = params.subCount(i);
        if (subs > 0) {
            return 1 + subs;
        }
        int length = switch (params.get(i + 1)) {
            case 5 -> 3;
            case 2 -> 5;
            default -> 0;
        };
        return i + length <= params.count() ? length : 0;
    }

    /** The colour that begins at {@code i}, or -1 when the parameters name none. */
    private static int colour(Params params, int i) {
        int subs = params.subCount(i);
        int kind = params.get(i + 1);
        if (kind == 5 && subs != 1) {
            return palette(params.get(i + 2));
        }
        if (kind == 2 && (subs == 0 || subs >= 4)) {
            // The colon form may have a colour space before red, green and blue.
            return rgb(params, subs >= 5 ? i + 3 : i + 2);
        }
        return -1;
    }

    private static int palette(int index) {
        return index <= 255 ? Pen.palette(index) : -1;
    }

    private static int rgb(Params params, int i) {
        int red = params.get(i);
        int green = params.get(i + 1);
        int blue = params.get(i + 2);
        return (red | green | blue) <= 255 ? Pen.rgb(red, green, blue) : -1;
    }

    /** Appends {@code ESC [ 0 ; … m}: foreground, background, then attributes in ascending order; just {@code ESC [ 0 m} for the default pen. */
    static void write(StringBuilder out, long pen) {
        out.append("\033[0");
        colour(out, Pen.foreground(pen), 30);
        colour(out, Pen.background(pen), 40);
        flag(out, pen, Pen.BOLD, 1);
        flag(out, pen, Pen.FAINT, 2);
        flag(out, pen, Pen.ITALIC, 3);
        int underline = Pen.underline(pen);
        if (underline > 0) {
            out.append(";4");
            if (underline > 1) {
                out.append(':').append(underline);
            }
        }
        flag(out, pen, Pen.BLINK, 5);
        flag(out, pen, Pen.INVERSE, 7);
        flag(out, pen, Pen.HIDDEN, 8);
        flag(out, pen, Pen.STRIKE, 9);
        flag(out, pen, Pen.OVERLINE, 53);
        out.append('m');
    }

    /** Appends the colour of the underline, which {@link #write} leaves out. */
    static void writeUnderlineColour(StringBuilder out, int colour) {
        if (colour == Pen.DEFAULT_COLOUR) {
            out.append("\033[59m");
        } else if ((colour & Pen.RGB) != 0) {
            out.append("\033[58;2;").append(colour >> 16 & 255).append(';');
            out.append(colour >> 8 & 255).append(';').append(colour & 255).append('m');
        } else {
            out.append("\033[58;5;").append(colour - 1).append('m');
        }
    }

    private static void flag(StringBuilder out, long pen, long attribute, int code) {
        if ((pen & attribute) != 0) {
            out.append(';').append(code);
        }
    }

    private static void colour(StringBuilder out, int colour, int base) {
        if (colour == Pen.DEFAULT_COLOUR) {
            return;
        }
        out.append(';');
        if ((colour & Pen.RGB) != 0) {
            out.append(base + 8).append(";2;").append(colour >> 16 & 255).append(';');
            out.append(colour >> 8 & 255).append(';').append(colour & 255);
        } else if (colour <= 8) {
            out.append(base + colour - 1);
        } else if (colour <= 16) {
            out.append(base + 60 + colour - 9);
        } else {
            out.append(base + 8).append(";5;").append(colour - 1);
        }
    }
}
