package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** From the wish to run a program to the first byte that it writes, or to its end if it writes none. */
final class SpawnFigure implements Figure {
    /** Programs that a contender starts before it is the other's turn. */
    private static final int TURN = 20;

    private static final Goal ABOVE_C = Goal.atMost(1, "ms");
    private static final int HEAP_IN_USE_MEBIBYTES = 2048;
    private static final int MEBIBYTE = 1 << 20;
    private static final List<String[]> PROGRAMS =
            List.of(new String[] {"/bin/true"}, new String[] {"/bin/echo", "hi"});

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (Host host = new Host()) {
            for (String[] program : PROGRAMS) {
                measure(host, program, "", scale, progress, rows);
            }
            List<byte[]> ballast = ballast();
            for (String[] program : PROGRAMS) {
                measure(host, program, ", 2 GB heap in use", scale, progress, rows);
            }
            progress.say(ballast.size() + " MiB were held");
        }
    }

    private static void measure(
            Host host, String[] program, String circumstances, Scale scale, Progress progress, Consumer<Row> rows)
            throws Exception {
        Contest<Samples> contest = new Contest<>();
        Optional<List<Samples>> c = Installed.cProgram("spawnfirst")
                .map(spawner -> contest.enter("posix_spawn in C", () -> inC(spawner, program)));
        List<Samples> coop = contest.enter("coop", () -> inCoop(host, program));
        contest.run(scale.spawns / TURN, progress.about(program[0] + circumstances));

        Subject subject = new Subject("spawn to first byte, p50", program[0] + circumstances);
        double ours = Samples.all(coop).median();
        rows.accept(c.map(Samples::all)
                .map(samples -> Row.excess(subject, ours, "posix_spawn in C", samples.median(), ABOVE_C))
                .orElse(Row.notMeasured(subject, "posix_spawn in C", Installed.NO_COMPILER, ABOVE_C)));
    }

    /** Milliseconds. */
    private static Samples inCoop(Host host, String... program) throws Exception {
        double[] millis = new double[TURN];
        for (int i = 0; i < TURN; i++) {
            long begin = System.nanoTime();
            try (Session session = CoopSessions.start(host, program);
                    ByteCursor cursor = session.output().cursor(0)) {
                cursor.await();
                millis[i] = (System.nanoTime() - begin) / 1e6;
                session.exit().get();
            }
        }
        return Samples.of(DoubleStream.of(millis));
    }

    private static Samples inC(Path spawner, String... program) throws Exception {
        List<String> command = new ArrayList<>(List.of(spawner.toString(), String.valueOf(TURN)));
        command.addAll(Arrays.asList(program));
        return Samples.of(ProgramOutput.of(command.toArray(String[]::new))
                .lines()
                .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6));
    }

    /** Filled, so that its pages exist: copying their tables is what makes a fork slow. */
    private static List<byte[]> ballast() {
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < HEAP_IN_USE_MEBIBYTES; i++) {
            byte[] block = new byte[MEBIBYTE];
            Arrays.fill(block, (byte) 1);
            blocks.add(block);
        }
        return blocks;
    }
}
