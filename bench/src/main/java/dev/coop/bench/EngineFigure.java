package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The terminal engine alone, fed from memory: its own speed, and that of engines people use today on the same bytes. */
final class EngineFigure implements Figure {
    static final int SCROLLBACK_LINES = 10_000;
    /** The most that one read from a terminal gives. */
    static final int BLOCK_BYTES = 4096;

    /** Passes over the chunk in a round, so that a round takes some hundred milliseconds. */
    private static final int OUR_PASSES = 16;
    /** The others' passes: about a second, and less than the 50 MB of queued input at which xterm drops data. */
    private static final int THEIR_PASSES = 6;

    private static final Goal AGAINST_XTERM = Goal.atLeast(2, "x");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        for (Workload workload : Workload.values()) {
            measure(workload, scale, progress.about(workload.toString()), rows);
        }
    }

    private static void measure(Workload workload, Scale scale, Progress progress, Consumer<Row> rows)
            throws Exception {
        byte[] chunk = workload.chunk();
        Terminal terminal = terminal(RawPty.COLUMNS);
        JLineScreen screen = new JLineScreen(chunk, BLOCK_BYTES);
        try (WorkloadFile file = WorkloadFile.repeat(chunk, 1, chunk.length);
                @Nullable XtermHeadless xterm = startXterm(file)) {
            Contest<Throughput> contest = new Contest<>();
            List<Throughput> ours = contest.enter("coop", () -> round(terminal, chunk));
            List<Throughput> jline = contest.enter("JLine", () -> screen.run(THEIR_PASSES));
            Optional<List<Throughput>> xterms =
                    Optional.ofNullable(xterm).map(running -> contest.enter("xterm", () -> running.run(THEIR_PASSES)));
            contest.run(scale.rounds, progress);

            Subject subject = new Subject("engine alone", workload.toString());
            double speed = Throughput.medianSpeed(ours);
            rows.accept(Row.absolute(subject, speed, alone(workload)));
            rows.accept(xterms.map(Throughput::medianSpeed)
                    .map(others -> Row.ratio(subject, speed, "@xterm/headless", others, "MB/s", AGAINST_XTERM))
                    .orElse(Row.notMeasured(subject, "@xterm/headless", Installed.NO_NPM, AGAINST_XTERM)));
            rows.accept(
                    Row.ratio(subject, speed, "JLine", Throughput.medianSpeed(jline), "MB/s", againstJLine(workload)));
        }
    }

    static Terminal terminal(int columns) {
        return new Terminal(columns, RawPty.ROWS, SCROLLBACK_LINES, new NobodyListens());
    }

    static Throughput round(Terminal terminal, byte[] chunk) throws Exception {
        return Throughput.of((long) chunk.length * OUR_PASSES, () -> feed(terminal, chunk, OUR_PASSES));
    }

    /** Feeds the chunk so many times, in blocks. */
    static void feed(Terminal terminal, byte[] chunk, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            for (int from = 0; from < chunk.length; from += BLOCK_BYTES) {
                terminal.feed(chunk, from, Math.min(BLOCK_BYTES, chunk.length - from));
            }
        }
    }

    private static Goal alone(Workload workload) {
        int speed = switch (workload) {
            case PLAIN -> 200;
            case TUI -> 150;
            case CJK -> 90;
            case CSI -> 80;
        };
        return Goal.atLeast(speed, "MB/s");
    }

    private static Goal againstJLine(Workload workload) {
        return Goal.atLeast(workload == Workload.TUI ? 5 : 8, "x");
    }

    private static @Nullable XtermHeadless startXterm(WorkloadFile file) throws IOException {
        Optional<Path> installed = Installed.xterm();
        return installed.isEmpty()
                ? null
                : new XtermHeadless(installed.get(), file, BLOCK_BYTES, RawPty.COLUMNS, RawPty.ROWS, SCROLLBACK_LINES);
    }

    private static final class NobodyListens implements TerminalListener {
        @Override
        public void answer(byte[] bytes) {}

        @Override
        public void frameEnd() {}
    }
}
