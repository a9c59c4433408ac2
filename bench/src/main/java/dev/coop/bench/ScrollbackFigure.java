package dev.coop.bench;

import dev.coop.core.vt.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What a full scrollback weighs: the growth of the heap over many terminals, divided. */
final class ScrollbackFigure implements Figure {
    private static final int TERMINALS = 50;
    private static final int COLUMNS = 120;
    /** Enough to fill the scrollback and the screen above it. */
    private static final int LINES = EngineFigure.SCROLLBACK_LINES + RawPty.ROWS;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 .,;:()";
    private static final Goal GOAL = Goal.atMost(2.5, "MB each");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) {
        byte[] lines = lines();
        List<Terminal> terminals = new ArrayList<>();
        fill(terminals, lines);
        // The first one brought the classes in; it stays, but what it weighs is not counted.
        long before = Memory.usedHeapAfterCollection();
        for (int i = 0; i < TERMINALS; i++) {
            fill(terminals, lines);
        }
        long each = (Memory.usedHeapAfterCollection() - before) / TERMINALS;
        progress.say(terminals.size() + " terminals, " + each + " bytes each");
        rows.accept(Row.absolute(new Row.Subject("full scrollback", "10,000 lines of 120 ASCII"), each / 1e6, GOAL));
    }

    private static void fill(List<Terminal> terminals, byte[] lines) {
        Terminal terminal = EngineFigure.terminal(COLUMNS);
        EngineFigure.feed(terminal, lines, 1);
        terminals.add(terminal);
    }

    private static byte[] lines() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder(LINES * (COLUMNS + 2));
        for (int line = 0; line < LINES; line++) {
            PlainText.letters(text, random, LETTERS, COLUMNS);
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
