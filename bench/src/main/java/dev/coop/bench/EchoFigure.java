package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.util.List;
import java.util.function.Consumer;

/** How long a typed byte takes to come back: through a bare terminal, to the end of the journal, to a reader that sleeps. */
final class EchoFigure implements Figure {
    private static final Goal AT_JOURNAL = Goal.atMost(1.5, "x");
    private static final String UNIT = "µs";

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (Host host = new Host();
                RawPty pty = RawPty.start(Echo.program());
                Session atJournal = CoopSessions.start(host, Echo.program());
                Session atCursor = CoopSessions.start(host, Echo.program())) {
            Contest<Samples> contest = new Contest<>();
            Echo raw = Echo.raw(pty);
            Echo journal = Echo.atJournal(atJournal);
            Echo cursor = Echo.atCursor(atCursor);
            List<Samples> raws = contest.enter("raw loop", () -> raw.times(scale.echoes));
            List<Samples> journals = contest.enter("at the journal", () -> journal.times(scale.echoes));
            List<Samples> cursors = contest.enter("at a cursor", () -> cursor.times(scale.echoes));
            contest.run(scale.rounds, progress);
            report(rows, Samples.all(raws), Samples.all(journals), Samples.all(cursors));
        }
    }

    private static void report(Consumer<Row> rows, Samples raw, Samples journal, Samples cursor) {
        String figure = "echo of one byte";
        rows.accept(Row.ratio(
                new Subject(figure, "at the journal, p50"),
                journal.median(),
                "raw loop",
                raw.median(),
                UNIT,
                AT_JOURNAL));
        rows.accept(Row.comparison(
                new Subject(figure, "at the journal, p99"),
                journal.percentile(99),
                "raw loop",
                raw.percentile(99),
                UNIT));
        rows.accept(Row.comparison(
                new Subject(figure, "at a cursor, p50"), cursor.median(), "raw loop", raw.median(), UNIT));
        rows.accept(Row.comparison(
                new Subject(figure, "at a cursor, p99"), cursor.percentile(99), "raw loop", raw.percentile(99), UNIT));
    }
}
