package dev.coop.core.vt;

import java.util.List;
import java.util.Set;

/**
 * What a person would see at one moment; immutable.
 *
 * @param columns the width of the screen
 * @param rows the lines of the screen, top to bottom, as many as it is high
 * @param cursorRow 0-based
 * @param cursorColumn 0-based
 * @param alternate the alternate screen is shown
 * @param modes the modes that are on
 * @param keyboardFlags how the program wants keys reported, in the bits of the kitty keyboard protocol; 0: as ever
 * @param title the window title that the program set last; empty before
 * @param offset how many bytes had been fed
 * @param historyLines how many lines of the main screen's history are held
 */
public record Snapshot(
        int columns,
        List<Line> rows,
        int cursorRow,
        int cursorColumn,
        boolean alternate,
        Set<Mode> modes,
        int keyboardFlags,
        String title,
        long offset,
        long historyLines) {

    public Snapshot {
        rows = List.copyOf(rows);
        modes = Set.copyOf(modes);
    }

    public int height() {
        return rows.size();
    }

    /** Each row as text without blanks at its end. */
    public List<String> lines() {
        return rows.stream().map(Line::text).toList();
    }

    /** Each row with colours and attributes, see {@link Line#ansi}. */
    public List<String> ansi() {
        return rows.stream().map(Line::ansi).toList();
    }

    /**
     * The screen as one {@code <pre>} that needs nothing else: colours of a fixed, dark scheme, see {@link Line#html}.
     *
     * @param withCursor whether to show the cursor too, if the program does
     */
    public String html(boolean withCursor) {
        StringBuilder out = new StringBuilder(HtmlWriter.OPEN_SCREEN);
        for (int y = 0; y < rows.size(); y++) {
            // A parser drops the line break behind the tag.
            out.append('\n');
            boolean here = withCursor && cursorVisible() && y == cursorRow;
            out.append(here ? rows.get(y).html(cursorColumn) : rows.get(y).html());
        }
        return out.append(HtmlWriter.CLOSE_SCREEN).toString();
    }

    public boolean cursorVisible() {
        return modes.contains(Mode.CURSOR_VISIBLE);
    }
}
