package dev.coop.core.vt;

import java.util.List;
import java.util.regex.Pattern;

/** A screen as it can be compared between terminals: each row as {@link Line#ansi} styles it, and the cursor. */
record Shown(List<String> rows, int cursorRow, int cursorColumn) {
    private static final Pattern TRAILING_BLANKS = Pattern.compile("(\\p{IsWhite_Space}|\033\\[[0-9;:]*m)+$");

    Shown {
        rows = List.copyOf(rows);
    }

    /** What our own terminal shows. */
    static Shown by(Terminal terminal) {
        Snapshot s = terminal.snapshot();
        return new Shown(s.ansi(), s.cursorRow(), s.cursorColumn());
    }

    static Shown of(Output output) {
        Terminal terminal = new Terminal(output.columns(), output.rows(), 100, new SilentListener());
        terminal.feed(output.bytes(), 0, output.bytes().length);
        return by(terminal);
    }

    /** Without blanks at the ends of the rows, even where they have a colour. */
    Shown withoutTrailingBlanks() {
        return new Shown(
                rows.stream()
                        .map(row -> TRAILING_BLANKS.matcher(row).replaceFirst(""))
                        .toList(),
                cursorRow,
                cursorColumn);
    }

    /** The cursors and the rows that differ, for a person. */
    String differences(Shown theirs) {
        StringBuilder text = new StringBuilder("\n  cursor %d,%d, theirs %d,%d\n"
                .formatted(cursorRow, cursorColumn, theirs.cursorRow, theirs.cursorColumn));
        for (int y = 0; y < rows.size(); y++) {
            if (!rows.get(y).equals(theirs.rows.get(y))) {
                text.append("  row ")
                        .append(y)
                        .append(" ours   |")
                        .append(visible(rows.get(y)))
                        .append("|\n");
                text.append("  row ")
                        .append(y)
                        .append(" theirs |")
                        .append(visible(theirs.rows.get(y)))
                        .append("|\n");
            }
        }
        return text.toString();
    }

    private static String visible(String row) {
        return row.replace('\033', '^');
    }
}
