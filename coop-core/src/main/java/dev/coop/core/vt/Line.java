package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a screen or of its history at a moment; immutable. */
public final class Line {
    private static final int NO_CURSOR = -1;

    private final int[] text;
    private final long[] pen;
    private final boolean wrapped;
    private final int[] decorations;
    private final Clusters clusters;
    private final List<Decoration> table;

    /** Copies the used part of a row. The clusters and the table of decorations must be copies too. */
    Line(Row row, Clusters clusters, List<Decoration> table) {
        this.table = table;
        decorations = row.decorations == null ? new int[0] : Arrays.copyOf(row.decorations, row.used);
        text = Arrays.copyOf(row.text, row.used);
        pen = row.plain ? new long[0] : Arrays.copyOf(row.pen, row.used);
        wrapped = row.wrapped;
        this.clusters = clusters;
    }

    /** The line was too long for the screen and goes on in the next one. */
    public boolean wrapped() {
        return wrapped;
    }

    /** The text without blanks at its end. */
    public String text() {
        StringBuilder out = new StringBuilder(text.length);
        for (int cell : text) {
            append(out, cell);
        }
        return trimmed(out);
    }

    /**
     * The text with colours and attributes: a run of cells in another than the default pen is preceded by one
     * {@code ESC [ 0 ; … m}, the return to the default pen and the end of a styled line are {@code ESC [0m}, and blanks
     * at the end are left out after that. Colours come first, then attributes in ascending order.
     */
    public String ansi() {
        StringBuilder out = new StringBuilder(text.length + 32);
        long current = Pen.DEFAULT;
        for (int i = 0; i < text.length; i++) {
            long next = pen(i);
            if (next != current) {
                switchPen(out, next);
                current = next;
            }
            append(out, text[i]);
        }
        if (current != Pen.DEFAULT) {
            switchPen(out, Pen.DEFAULT);
        }
        return trimmed(out);
    }

    private static void switchPen(StringBuilder out, long pen) {
        if (pen == Pen.DEFAULT) {
            out.append("\033[0m");
        } else {
            Sgr.write(out, pen);
        }
    }

    private void append(StringBuilder out, int cell) {
        if (cell == Row.EMPTY) {
            out.append(' ');
        } else if (cell != Row.TAIL) {
            clusters.appendTo(out, cell);
        }
    }

    private static String trimmed(StringBuilder out) {
        int end = out.length();
        while (end > 0 && isWhiteSpace(out.charAt(end - 1))) {
            end--;
        }
        return out.substring(0, end);
    }

    /** As Unicode has it: also the no-break space, which programs put behind their prompts. */
    private static boolean isWhiteSpace(char c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85;
    }

    /**
     * The line as HTML without a line break: text with styles of its own, links where they lead to the web or to mail.
     * The text is escaped and can't be anything else. Blanks at the end are left out where they look like none.
     */
    public String html() {
        return html(NO_CURSOR);
    }

    /** Shows the cursor in a column as the reverse of what is there. */
    String html(int cursor) {
        HtmlWriter out = new HtmlWriter();
        int head = cursor > 0 && cell(cursor) == Row.TAIL ? cursor - 1 : cursor;
        int end = Math.max(visibleEnd(), head + 1);
        for (int x = 0; x < end; ) {
            int from = x;
            StringBuilder run = new StringBuilder();
            do {
                append(run, cell(x));
                x += width(x);
            } while (x < end && x != head && from != head && looksAlike(from, x));
            out.run(run, pen(from), decoration(from), width(from) == 2 ? x - from : 0, from == head);
        }
        return out.toString();
    }

    private int visibleEnd() {
        int end = text.length;
        while (end > 0
                && (text[end - 1] == Row.EMPTY || text[end - 1] == ' ')
                && pen(end - 1) == Pen.DEFAULT
                && decoration(end - 1) == null) {
            end--;
        }
        return end;
    }

    private boolean looksAlike(int a, int b) {
        return pen(a) == pen(b) && width(a) == width(b) && Objects.equals(decoration(a), decoration(b));
    }

    private int cell(int x) {
        return x < text.length ? text[x] : Row.EMPTY;
    }

    private int width(int x) {
        return cell(x + 1) == Row.TAIL ? 2 : 1;
    }

    private long pen(int x) {
        return x < pen.length ? pen[x] & ~Pen.PROTECTED : Pen.DEFAULT;
    }

    private @Nullable Decoration decoration(int x) {
        return x < decorations.length && decorations[x] != Decorations.NONE ? table.get(decorations[x] - 1) : null;
    }

    /** The hyperlinks of the line, left to right. */
    public List<Stretch> links() {
        List<Stretch> links = new ArrayList<>();
        for (int x = 0; x < decorations.length; ) {
            int from = x;
            Link link = link(x);
            while (x < decorations.length && Objects.equals(link, link(x))) {
                x++;
            }
            if (link != null) {
                links.add(new Stretch(from, x, link));
            }
        }
        return links;
    }

    private @Nullable Link link(int x) {
        Decoration decoration = decoration(x);
        return decoration == null ? null : decoration.link();
    }

    /** Columns {@code from} up to, but not including, {@code to} are one link. */
    public record Stretch(int from, int to, Link link) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line && wrapped == line.wrapped && ansi().equals(line.ansi());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
