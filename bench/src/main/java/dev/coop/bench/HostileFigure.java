package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.vt.Terminal;
import java.util.List;
import java.util.function.Consumer;

/** What the output that costs the engine most costs: one program must not be able to keep the others waiting. */
final class HostileFigure implements Figure {
    /** A round takes a tenth of a second or so. */
    private static final int ROUND_BYTES = 1 << 16;

    /** A block of 4 KiB, after which other sessions have their turn, then takes at most 16 ms. */
    private static final Goal GOAL = Goal.atMost(4000, "ms/MB");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        for (Amplifier amplifier : Amplifier.values()) {
            Terminal terminal = EngineFigure.terminal(RawPty.COLUMNS);
            byte[] before = amplifier.before();
            terminal.feed(before, 0, before.length);
            byte[] bytes = amplifier.repeated(ROUND_BYTES);
            Contest<Throughput> contest = new Contest<>();
            List<Throughput> ours = contest.enter(
                    "coop", () -> Throughput.of(bytes.length, () -> EngineFigure.feed(terminal, bytes, 1)));
            contest.run(scale.rounds, progress.about(amplifier.toString()));
            rows.accept(Row.absolute(
                    new Subject("hostile output", amplifier.toString()), Throughput.medianCpu(ours), GOAL));
        }
    }
}
