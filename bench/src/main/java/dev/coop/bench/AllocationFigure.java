package dev.coop.bench;

import com.sun.management.ThreadMXBean;
import dev.coop.core.vt.Terminal;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** What the engine allocates for a megabyte of plain text once its scrollback is full. */
final class AllocationFigure implements Figure {
    /** Until the scrollback is full and the compiler is done. */
    private static final int WARM_UP_PASSES = 16;

    private static final int PASSES = 16;
    private static final Goal GOAL = Goal.atMost(0, "bytes/MB");

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        byte[] chunk = Workload.PLAIN.chunk();
        Terminal terminal = EngineFigure.terminal(RawPty.COLUMNS);
        EngineFigure.feed(terminal, chunk, WARM_UP_PASSES);
        long before = threads.getCurrentThreadAllocatedBytes();
        EngineFigure.feed(terminal, chunk, PASSES);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        double megabytes = (double) chunk.length * PASSES / 1e6;
        progress.say(allocated + " bytes for " + megabytes + " MB");
        rows.accept(Row.absolute(new Row.Subject("allocation", "plain lines"), allocated / megabytes, GOAL));
    }
}
