package dev.coop.core.vt;

/**
 * Puts characters on the screen: wrapping, insert mode, character sets, wide characters, and what combines.
 *
 * <p>Two policies for emoji and other clusters. By default every code point has its own width, as {@code wcwidth} says;
 * most programs count like that. In mode 2027 a cluster is one character of one or two columns: what a joiner joins, a
 * skin tone, a pair of regional indicators, and a character made an emoji by U+FE0F, which then is wide.
 */
final class Printer {
    private static final int JOINER = 0x200d;
    private static final int EMOJI_PRESENTATION = 0xfe0f;

    private final Screen screen;
    private final Cursor cursor;

    boolean autowrap = true;
    boolean insert;
    boolean graphemes;

    /** For REP, which repeats what was printed just before it; 0 when that was not a character. */
    private int last;

    Printer(Screen screen) {
        this.screen = screen;
        cursor = screen.cursor;
    }

    void reset() {
        autowrap = true;
        insert = false;
        graphemes = false;
        last = 0;
    }

    /** Something other than a character came. */
    void interrupted() {
        last = 0;
    }

    void print(byte[] bytes, int from, int to) {
        if (!cursor.charsets.isPlain() || isDecorated()) {
            for (int i = from; i < to; i++) {
                put(cursor.charsets.translate(bytes[i]), 1);
            }
            return;
        }
        Cursor c = cursor;
        while (from < to) {
            if (c.wrapNext) {
                wrap();
            }
            int x = c.x;
            int limit = screen.rightLimit();
            int count = Math.min(to - from, limit - x);
            Row row = screen.current();
            if (insert) {
                row.insert(x, count, limit, screen.erased());
            }
            row.ascii(x, bytes, from, count, c.pen);
            from += count;
            advance(x + count, limit);
        }
        last = bytes[to - 1];
    }

    void print(int[] codePoints, int count) {
        int i = 0;
        while (i < count) {
            int end = graphemes || insert || isDecorated() ? i : printRun(codePoints, i, count);
            if (end == i) {
                print(codePoints[i]);
                end++;
            }
            i = end;
        }
    }

    /** Puts as many characters as the line takes and nothing is special about; returns the index of the next. */
    private int printRun(int[] codePoints, int from, int count) {
        if (Widths.of(codePoints[from]) == 0) {
            return from;
        }
        if (cursor.wrapNext) {
            wrap();
        }
        int limit = screen.rightLimit();
        int x = cursor.x;
        int end = from;
        while (end < count) {
            int width = Widths.of(codePoints[end]);
            if (width == 0 || x + width > limit) {
                break;
            }
            x += width;
            end++;
        }
        if (end > from) {
            screen.current().characters(cursor.x, codePoints, from, end, cursor.pen);
            advance(x, limit);
            last = codePoints[end - 1];
        }
        return end;
    }

    private boolean isDecorated() {
        return cursor.link != null || cursor.underlineColour != Pen.DEFAULT_COLOUR;
    }

    private void print(int codePoint) {
        int width = Widths.of(codePoint);
        if (width == 0) {
            combine(codePoint);
        } else if (!graphemes || !join(codePoint)) {
            put(codePoint, width);
        }
    }

    /**
     * What was printed last again, at most as often as a line has columns. REP is how programs draw a part of one line
     * (ncurses never sends it for more); without this bound eight bytes of output could draw a screenful.
     */
    void repeat(int count) {
        if (last == 0) {
            return;
        }
        int codePoint = last;
        int width = Widths.of(codePoint);
        int left = Math.min(count, screen.lineWidth());
        while (left > 0) {
            if (cursor.wrapNext) {
                wrap();
            }
            int fitting = Math.min(left, (screen.rightLimit() - cursor.x) / width);
            if (fitting == 0) {
                put(codePoint, width);
                left--;
            } else {
                putRepeated(codePoint, width, fitting);
                left -= fitting;
            }
        }
        last = 0;
    }

    /** Puts the same character side by side, where the line has room for all of them. */
    private void putRepeated(int codePoint, int width, int times) {
        Row row = screen.current();
        int limit = screen.rightLimit();
        int end = cursor.x + times * width;
        if (insert) {
            row.insert(cursor.x, times * width, limit, screen.erased());
        }
        int decoration = screen.decoration();
        for (int x = cursor.x; x < end; x += width) {
            row.put(x, codePoint, width, cursor.pen, decoration);
        }
        advance(end, limit);
    }

    private void put(int codePoint, int width) {
        Cursor c = cursor;
        if (c.wrapNext) {
            wrap();
        }
        int limit = screen.rightLimit();
        if (c.x + width > limit) {
            if (!autowrap || limit - screen.margins.left < width) {
                return;
            }
            screen.current().erase(c.x, limit, screen.erased());
            wrap();
            limit = screen.rightLimit();
            if (c.x + width > limit) {
                return;
            }
        }
        Row row = screen.current();
        if (insert) {
            row.insert(c.x, width, limit, screen.erased());
        }
        row.put(c.x, codePoint, width, c.pen, screen.decoration());
        advance(c.x + width, limit);
        last = codePoint;
    }

    private void advance(int x, int limit) {
        if (x == limit) {
            cursor.x = x - 1;
            cursor.wrapNext = true;
        } else {
            cursor.x = x;
        }
    }

    private void wrap() {
        if (!autowrap) {
            return;
        }
        boolean wholeWidth = screen.margins.isWholeWidth(screen.columns());
        screen.current().wrapped = wholeWidth;
        screen.index();
        screen.carriageReturn();
    }

    /** The column of the character before the cursor, or -1 at the start of a line. */
    private int before() {
        int x = cursor.wrapNext ? cursor.x : cursor.x - 1;
        return x > 0 && screen.current().text[x] == Row.TAIL ? x - 1 : x;
    }

    /** A mark joins the character before the cursor, or the blank there; at the start of a line it is dropped. */
    private void combine(int mark) {
        int x = before();
        if (x < 0) {
            return;
        }
        Row row = screen.current();
        if (row.text[x] == Row.EMPTY) {
            row.put(x, ' ', 1, row.pen[x], Decorations.NONE);
        }
        row.text[x] = screen.withMark(row.text[x], mark);
        row.plain = false;
        if (graphemes && mark == EMOJI_PRESENTATION) {
            widen(row, x);
        }
    }

    /** Mode 2027: true when the code point belongs to the character that was printed just before it and has joined it. */
    private boolean join(int codePoint) {
        int x = last == 0 ? -1 : before();
        if (x < 0) {
            return false;
        }
        Row row = screen.current();
        int cell = row.text[x];
        if (cell == Row.EMPTY || !joins(cell, codePoint)) {
            return false;
        }
        boolean wide = Widths.of(codePoint) == 2 || isRegional(codePoint);
        if (wide && !isWide(row, x) && !hasRoomToWiden(x)) {
            return false;
        }
        int joined = screen.withMark(cell, codePoint);
        if (joined != cell) {
            row.text[x] = joined;
            row.plain = false;
            last = codePoint;
            if (wide) {
                widen(row, x);
            }
        }
        return true;
    }

    private boolean joins(int cell, int codePoint) {
        int lastOfCell = screen.clusters.last(cell);
        if (lastOfCell == JOINER) {
            return Character.isExtendedPictographic(codePoint);
        }
        if (Character.isEmojiModifier(codePoint)) {
            return Character.isEmojiModifierBase(lastOfCell);
        }
        // Two regional indicators are a flag, a third begins the next.
        return isRegional(codePoint) && isRegional(cell);
    }

    private static boolean isRegional(int codePoint) {
        return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
    }

    private static boolean isWide(Row row, int x) {
        return x + 1 < row.text.length && row.text[x + 1] == Row.TAIL;
    }

    private boolean hasRoomToWiden(int x) {
        int limit = x <= screen.margins.right ? screen.margins.right + 1 : screen.columns();
        return x + 1 < limit;
    }

    /** Gives the character its second column, if it has none and the line has one left. */
    private void widen(Row row, int x) {
        if (!isWide(row, x) && hasRoomToWiden(x)) {
            row.put(x, row.text[x], 2, row.pen[x], row.decoration(x));
            cursor.x = x;
            advance(x + 2, screen.rightLimit());
        }
    }
}
