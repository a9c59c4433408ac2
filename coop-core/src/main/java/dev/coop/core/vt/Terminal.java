package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal without a window: bytes in, a screen out.
 *
 * <p>It belongs to one thread, allocates nothing while plain text is fed, keeps a bounded history, and promises that
 * where the input is split makes no difference. No input can make it throw.
 */
public final class Terminal {
    /** Wide enough for any display; a position in a row fits into 16 bits with room to spare. */
    public static final int MAX_COLUMNS = 4096;

    public static final int MAX_ROWS = 4096;

    /** Bounds a history whose lines are all long and styled; 10,000 lines of 120 ASCII columns take 1.3 MB. */
    static final long MAX_HISTORY_BYTES = 32L << 20;

    private final DropCounter drops = new DropCounter();
    private final Screen screen;
    private final Interpreter interpreter;
    private final Parser parser;
    private long offset;

    /** Without answers to questions for checksums. */
    public Terminal(int columns, int rows, int historyLines, TerminalListener listener) {
        this(columns, rows, new TerminalOptions(historyLines, false), listener);
    }

    public Terminal(int columns, int rows, TerminalOptions options, TerminalListener listener) {
        checkSize(columns, rows);
        screen = new Screen(columns, rows, new Scrollback(options.historyLines(), MAX_HISTORY_BYTES), drops);
        interpreter = new Interpreter(screen, options, listener, drops);
        parser = new Parser(interpreter, drops);
    }

    public void feed(byte[] bytes, int from, int length) {
        offset += length;
        parser.feed(bytes, from, length);
    }

    public void resize(int columns, int rows) {
        checkSize(columns, rows);
        if (columns != screen.columns() || rows != screen.height()) {
            screen.resize(columns, rows);
        }
    }

    private static void checkSize(int columns, int rows) {
        if (columns < 1 || columns > MAX_COLUMNS) {
            throw new IllegalArgumentException("columns must be 1 to " + MAX_COLUMNS + ": " + columns);
        }
        if (rows < 1 || rows > MAX_ROWS) {
            throw new IllegalArgumentException("rows must be 1 to " + MAX_ROWS + ": " + rows);
        }
    }

    /** How many bytes have been fed; to a listener, those up to the one that it is called for. */
    public long offset() {
        return offset - parser.ahead();
    }

    /** What was left out so far. The one question that any thread may ask. */
    public Dropped dropped() {
        return drops.read();
    }

    public boolean is(Mode mode) {
        return interpreter.is(mode);
    }

    /** Nothing is half read: the next byte begins a character or a sequence. */
    boolean isComplete() {
        return parser.unfinished() == 0;
    }

    /** The screen now. Copies the used cells; texts are made from them when they are asked for. */
    public Snapshot snapshot() {
        Clusters clusters = screen.clusters.copy();
        List<Decoration> decorations = screen.decorations.list();
        List<Line> rows = new ArrayList<>(screen.height());
        for (int y = 0; y < screen.height(); y++) {
            rows.add(new Line(screen.grid().row(y), clusters, decorations));
        }
        return new Snapshot(
                screen.columns(),
                rows,
                screen.cursor.y,
                screen.cursor.x,
                screen.isAlternate(),
                interpreter.modes(),
                interpreter.keyboard().current(),
                interpreter.title(),
                offset(),
                screen.history.end() - screen.history.first());
    }

    /** The state as escape sequences, for one who joins late or fell behind. */
    public Dump dump() {
        return new Dump(new DumpWriter(screen, interpreter).write(), offset() - parser.unfinished());
    }

    /** The number of the oldest line of the history. */
    public long firstLine() {
        return screen.history.first();
    }

    /** The number of the first line of the screen. */
    public long screenLine() {
        return screen.history.end();
    }

    /** The newest lines of the history, oldest first, at most this many. */
    public List<Line> history(int atMost) {
        long end = screen.history.end();
        long first = Math.max(screen.history.first(), end - atMost);
        return lines(first, (int) (end - first));
    }

    /** History and screen by number, the screen's after the history's: from the first that is held and not before {@code from}. */
    public List<Line> lines(long from, int atMost) {
        Clusters unpacked = new Clusters();
        Clusters clusters = screen.clusters.copy();
        List<Decoration> decorations = screen.decorations.list();
        long history = screen.history.end();
        long first = Math.max(from, screen.history.first());
        long end = Math.min(first + atMost, history + screen.height());
        List<Line> lines = new ArrayList<>();
        for (long n = first; n < end; n++) {
            if (n < history) {
                Scrollback.Unpacked line = screen.history.read(n, unpacked);
                lines.add(new Line(line.row(), unpacked, line.decorations()));
            } else {
                lines.add(new Line(screen.grid().row((int) (n - history)), clusters, decorations));
            }
        }
        return lines;
    }

    /** Fails when a promise that every reader of the screen relies on is broken; for tests, which see it on every cell. */
    public void check() {
        screen.check();
    }
}
