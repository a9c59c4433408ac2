package dev.coop.cli.attach;

import dev.coop.cli.terminal.ScreenState;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.TerminalEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Paints a session's screen into the user's terminal: on its alternate screen, so that what was there comes back in the
 * end, and only the rows that have changed.
 *
 * <p>The bottom row may be kept for a status line; a scroll region leaves it out.
 */
final class Painter {
    /** The modes that are about the user's keyboard and mouse: there the terminal has to do as the program wants. */
    private static final Set<Mode> PASSED_ON = EnumSet.of(
            Mode.APPLICATION_CURSOR_KEYS,
            Mode.APPLICATION_KEYPAD,
            Mode.MOUSE_X10,
            Mode.MOUSE_BUTTONS,
            Mode.MOUSE_DRAG,
            Mode.MOUSE_ALL,
            Mode.FOCUS_REPORTS,
            Mode.MOUSE_UTF8,
            Mode.MOUSE_SGR,
            Mode.MOUSE_URXVT,
            Mode.MOUSE_PIXELS,
            Mode.ALTERNATE_SCROLL,
            Mode.BRACKETED_PASTE,
            Mode.COLOUR_SCHEME_REPORTS);

    /**
     * Keeps the title and what the wheel does; then the alternate screen, without wrapping: a row that is too long for
     * the window ends at its edge.
     */
    private static final String BEGIN = "\033[22;0t\033[?1007s\033[?1049h\033[?1007l\033[?7l\033[0m\033[2J";

    private static final String END = "\033[0m\033[r\033[?7h\033[?25h\033[?1049l\033[?1007r\033[23;0t";

    private final OutputStream out;
    private final boolean withStatus;
    private WindowSize window;
    private List<String> painted = List.of();
    private EnumSet<Mode> modes = EnumSet.noneOf(Mode.class);
    private int keyboardFlags;
    private String title = "";
    private String status = "";
    private String notice = "";
    private Optional<String> paintedBottom = Optional.empty();

    /** @param withStatus keep the bottom row for {@link #status} */
    Painter(OutputStream out, WindowSize window, boolean withStatus) {
        this.out = out;
        this.window = window;
        this.withStatus = withStatus;
    }

    void begin() throws IOException {
        write(BEGIN + region());
    }

    /** The user's terminal has another size now, or shows something else: everything is painted anew. */
    void startOver(WindowSize size) throws IOException {
        window = size;
        painted = List.of();
        paintedBottom = Optional.empty();
        write("\033[0m\033[2J" + region());
    }

    /** How large a session's terminal can be that is seen whole. */
    WindowSize room() {
        return room(window, withStatus);
    }

    /** The same of a window of any size. A status line on a terminal of two rows would be half of it. */
    static WindowSize room(WindowSize window, boolean withStatus) {
        boolean fits = withStatus && window.rows() > 2;
        return fits ? new WindowSize(window.columns(), window.rows() - 1) : window;
    }

    private int rows() {
        return room().rows();
    }

    boolean hasStatusRow() {
        return rows() < window.rows();
    }

    private String region() {
        return hasStatusRow() ? "\033[1;" + rows() + "r" : "\033[r";
    }

    /** What stands in the bottom row from the next picture on; returns whether that is something else than before. */
    boolean status(String text) {
        boolean other = !text.equals(status);
        status = text;
        return other;
    }

    /** Brings the user's terminal to what the session's shows. */
    void paint(Snapshot screen, List<TerminalEvent> events) throws IOException {
        StringBuilder picture = new StringBuilder("\033[?2026h\033[?25l");
        List<String> all = screen.ansi();
        int top = top(screen, all);
        List<String> rows = new ArrayList<>(all.subList(top, Math.min(all.size(), top + rows())));
        while (rows.size() < rows()) {
            rows.add("");
        }
        rows(picture, rows);
        bottom(picture);
        switchModes(picture, screen);
        for (TerminalEvent event : events) {
            say(picture, event);
        }
        if (!screen.title().equals(title)) {
            title = screen.title();
            picture.append("\033]2;").append(clean(title)).append("\033\\");
        }
        moveTo(picture, screen.cursorRow() - top, Math.min(screen.cursorColumn(), window.columns() - 1));
        if (screen.cursorVisible()) {
            picture.append("\033[?25h");
        }
        write(picture.append("\033[?2026l").toString());
    }

    /** The first row to show: of what does not fit the lower part, but always the cursor. */
    private int top(Snapshot screen, List<String> all) {
        int used = all.size();
        while (used > screen.cursorRow() + 1 && all.get(used - 1).isEmpty()) {
            used--;
        }
        return Math.min(Math.max(0, used - rows()), screen.cursorRow());
    }

    private void rows(StringBuilder picture, List<String> rows) {
        List<String> before = new ArrayList<>(painted);
        int scrolled = before.size() == rows.size() ? scrolled(before, rows) : 0;
        if (scrolled > 0) {
            picture.append("\033[").append(scrolled).append('S');
            before.subList(0, scrolled).clear();
            while (before.size() < rows.size()) {
                before.add("");
            }
        }
        // A notice hides the last row of a window without a status line.
        int end = notice.isEmpty() || hasStatusRow() ? rows.size() : rows.size() - 1;
        for (int y = 0; y < end; y++) {
            if (y >= before.size() || !rows.get(y).equals(before.get(y))) {
                moveTo(picture, y, 0);
                // Erased first: behind a row that fills the window the cursor still stands on its last cell.
                picture.append("\033[K").append(rows.get(y));
            }
        }
        painted = List.copyOf(rows.subList(0, end));
    }

    /** By how many rows the picture has moved up, as far as that spares painting. */
    private static int scrolled(List<String> before, List<String> now) {
        for (int by = 1; by <= now.size() / 2; by++) {
            List<String> kept = before.subList(by, before.size());
            if (!now.equals(before) && kept.equals(now.subList(0, kept.size())) && !allBlank(kept)) {
                return by;
            }
        }
        return 0;
    }

    private static boolean allBlank(List<String> rows) {
        return rows.stream().allMatch(String::isEmpty);
    }

    /** The bottom row, where it is not the session's. */
    private void bottom(StringBuilder picture) {
        String text = notice.isEmpty() ? status : " " + notice;
        if ((hasStatusRow() || !notice.isEmpty()) && !text.equals(paintedBottom.orElse(null))) {
            String shown = clean(text);
            int columns = window.columns();
            moveTo(picture, window.rows() - 1, 0);
            picture.append("\033[7m")
                    .append(shown.length() > columns ? shown.substring(0, columns) : shown)
                    .append(" ".repeat(Math.max(0, columns - shown.length())))
                    .append("\033[0m");
            paintedBottom = Optional.of(text);
        }
    }

    private void switchModes(StringBuilder picture, Snapshot screen) {
        EnumSet<Mode> wanted = EnumSet.copyOf(PASSED_ON);
        wanted.retainAll(screen.modes());
        ScreenState.switchModes(picture, modes, wanted);
        modes = wanted;
        if (screen.keyboardFlags() != keyboardFlags) {
            if (keyboardFlags != 0) {
                picture.append("\033[<u");
            }
            if (screen.keyboardFlags() != 0) {
                picture.append("\033[>").append(screen.keyboardFlags()).append('u');
            }
            keyboardFlags = screen.keyboardFlags();
        }
    }

    private static void say(StringBuilder picture, TerminalEvent event) {
        switch (event) {
            case TerminalEvent.Bell() -> picture.append('\007');
            case TerminalEvent.Notification(String text) ->
                picture.append("\033]9;").append(clean(text)).append("\033\\");
            case TerminalEvent.Progress(int state, int percent) ->
                picture.append("\033]9;4;")
                        .append(state)
                        .append(';')
                        .append(percent)
                        .append("\033\\");
            // The title comes with the screen; the rest is for the host, or about output that is not here.
            case TerminalEvent.Title _,
                    TerminalEvent.Directory _,
                    TerminalEvent.Mark _,
                    TerminalEvent.ProgramStatus _ -> {}
        }
    }

    /**
     * Something that the user should know, in the bottom row, now and until it is taken back.
     *
     * @param text empty to take it back
     * @return whether there is something to paint
     */
    boolean notice(String text) throws IOException {
        if (text.equals(notice)) {
            return false;
        }
        notice = text;
        paintedBottom = Optional.empty();
        if (!hasStatusRow() && !painted.isEmpty()) {
            painted = painted.subList(0, painted.size() - 1);
        }
        StringBuilder picture = new StringBuilder("\0337\033[0m");
        bottom(picture);
        write(picture.append("\0338").toString());
        return true;
    }

    /** Gives the user's terminal back as it was. */
    void end() throws IOException {
        StringBuilder last = new StringBuilder();
        ScreenState.switchModes(last, modes, EnumSet.noneOf(Mode.class));
        if (keyboardFlags != 0) {
            last.append("\033[<u");
        }
        write(last.append(END).toString());
    }

    private static void moveTo(StringBuilder picture, int row, int column) {
        picture.append("\033[").append(row + 1).append(';').append(column + 1).append('H');
    }

    /** Without what a terminal would act upon. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
