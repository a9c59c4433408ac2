package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Host;
import dev.coop.core.vt.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Programs that write as fast as they can to terminals of coop, the bytes going into the journal and through the engine,
 * against a loop that reads the same from bare terminals and throws it away.
 */
final class ThroughputFigure implements Figure {
    private static final List<Workload> WORKLOADS = List.of(Workload.PLAIN, Workload.TUI, Workload.CJK);
    private static final Goal RAW_LOOP_AGAINST_C = Goal.atLeast(0.95, "x");
    private static final Goal EXTRA_CPU = Goal.atMost(1.15, "x");

    /** More than the cores of the machines we measure on, so that programs and readers compete. */
    private static final int MANY_SESSIONS = 8;

    private final int sessions;

    private ThroughputFigure(int sessions) {
        this.sessions = sessions;
    }

    static ThroughputFigure ofOneSession() {
        return new ThroughputFigure(1);
    }

    static ThroughputFigure ofManySessions() {
        return new ThroughputFigure(MANY_SESSIONS);
    }

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        for (Workload workload : WORKLOADS) {
            try (Host host = new Host();
                    WorkloadFile file = workload.toFile(sessions == 1 ? scale.sessionBytes : scale.sharedBytes)) {
                measure(workload, host, file, scale, progress.about(workload.toString()), rows);
            }
        }
    }

    private void measure(
            Workload workload, Host host, WorkloadFile file, Scale scale, Progress progress, Consumer<Row> rows)
            throws Exception {
        byte[] chunk = workload.chunk();
        Terminal terminal = EngineFigure.terminal(RawPty.COLUMNS);
        Contest<Throughput> contest = new Contest<>();
        Optional<List<Throughput>> c =
                CReader.installed().map(reader -> contest.enter("C read loop", () -> reader.run(file, sessions)));
        List<Throughput> raw = contest.enter("raw read loop", () -> RawReader.run(file, sessions));
        List<Throughput> coop = contest.enter("coop", () -> CoopReader.run(host, file, sessions));
        List<Throughput> engine = contest.enter("engine alone", () -> EngineFigure.round(terminal, chunk));
        contest.run(scale.rounds, progress);

        String of = sessions == 1 ? workload.toString() : workload + ", " + sessions + " sessions";
        double rawSpeed = Throughput.medianSpeed(raw);
        Subject rawLoop = new Subject("raw read loop", of);
        rows.accept(c.map(Throughput::medianSpeed)
                .map(speed -> Row.ratio(rawLoop, rawSpeed, "C", speed, "MB/s", RAW_LOOP_AGAINST_C))
                .orElse(Row.notMeasured(rawLoop, "C", Installed.NO_COMPILER, RAW_LOOP_AGAINST_C)));
        rows.accept(Row.ratio(
                new Subject("PTY → journal → engine", of),
                Throughput.medianSpeed(coop),
                "raw read loop",
                rawSpeed,
                "MB/s",
                Goal.atLeast(shareOfRaw(workload), "x")));
        rows.accept(beyondRawLoop(
                new Subject("CPU beyond the raw loop", of),
                Throughput.medianCpu(coop) - Throughput.medianCpu(raw),
                Throughput.medianCpu(engine)));
    }

    /** The goal is one for a busy host; with one session the figure informs. */
    private Row beyondRawLoop(Subject subject, double cpu, double engineCpu) {
        return sessions == 1
                ? Row.comparison(subject, cpu, "engine alone", engineCpu, "ms/MB")
                : Row.ratio(subject, cpu, "engine alone", engineCpu, "ms/MB", EXTRA_CPU);
    }

    private double shareOfRaw(Workload workload) {
        boolean wide = workload == Workload.CJK;
        if (sessions == 1) {
            return wide ? 0.70 : 0.85;
        }
        return wide ? 0.5 : 0.65;
    }
}
