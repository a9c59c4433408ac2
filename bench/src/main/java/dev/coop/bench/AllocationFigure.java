package dev.coop.bench;

import com.sun.management.ThreadMXBean;
import dev.coop.core.vt.Terminal;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

/** What the engine allocates for a megabyte of plain text once its scrollback is full. */
final class AllocationFigure implements Figure {
    private static final int PASSES = 16;
    private static final double MEGABYTE = 1e6;
    private static final Goal GOAL = Goal.atMost(0, "bytes/MB");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        byte[] chunk = Workload.PLAIN.chunk();
        Terminal terminal = EngineFigure.terminal(RawPty.COLUMNS);
        // Several rounds, because the compiler may replace code, and allocate on its behalf, in any of the first ones.
        Contest<Double> contest = new Contest<>();
        List<Double> rounds = contest.enter("bytes/MB", () -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            EngineFigure.feed(terminal, chunk, PASSES);
            double allocated = threads.getCurrentThreadAllocatedBytes() - before;
            return allocated / (chunk.length * PASSES / MEGABYTE);
        });
        contest.run(scale.rounds, progress);
        double median =
                Samples.of(rounds.stream().mapToDouble(Double::doubleValue)).median();
        rows.accept(Row.absolute(new Row.Subject("allocation", "plain lines"), median, GOAL));
    }
}
