package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the command line costs, from the launcher's first line on: a host's start, a program's in a terminal, a command's. */
final class StartFigure implements Figure {
    private static final Goal HEALTHY_IN = Goal.atMost(300, "ms");
    private static final Goal HOST_RESIDENT = Goal.atMost(90, "MiB");
    private static final Goal ATTACHED_IN = Goal.atMost(500, "ms");
    private static final Goal CLIENT_RESIDENT = Goal.atMost(60, "MiB");
    private static final Goal LISTED_IN = Goal.atMost(250, "ms");

    private static final double MEBIBYTE = 1 << 20;
    private static final String SHOWN = "shown";
    private static final String COMMAND = "coop";

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        Path runtime = Files.createTempDirectory("coop-bench-");
        try {
            String coop = Installed.repository().resolve(COMMAND).toString();
            // The first start may build, and reads everything from the disk.
            run(runtime, coop, "version");
            progress.say("starting " + scale.starts + " hosts");
            hosts(runtime, coop, scale, rows);
            progress.say("starting " + scale.starts + " programs in a terminal");
            attached(runtime, coop, scale, rows);
        } finally {
            Files.deleteIfExists(runtime.resolve(COMMAND));
            Files.delete(runtime);
        }
    }

    private static void hosts(Path runtime, String coop, Scale scale, Consumer<Row> rows) throws Exception {
        List<Double> healthy = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> listed = new ArrayList<>();
        for (int i = 0; i < scale.starts; i++) {
            long begin = System.nanoTime();
            Process host = start(runtime, coop, "--serve", "--name", "bench", "--", "sleep", "1000000");
            try {
                HealthProbe.awaitOk(runtime.resolve(COMMAND).resolve("bench.sock"));
                healthy.add((System.nanoTime() - begin) / 1e6);
                resident.add(Memory.residentOf(host.pid()) / MEBIBYTE);
                long asked = System.nanoTime();
                run(runtime, coop, "ls");
                listed.add((System.nanoTime() - asked) / 1e6);
            } finally {
                host.destroy();
                host.waitFor();
            }
        }
        rows.accept(Row.absolute(new Subject("exec to first 200, p50", "a host"), median(healthy), HEALTHY_IN));
        rows.accept(
                Row.absolute(new Subject("RSS after it", "a host of one session"), median(resident), HOST_RESIDENT));
        rows.accept(Row.absolute(new Subject("exec to exit, p50", "coop ls"), median(listed), LISTED_IN));
    }

    private static void attached(Path runtime, String coop, Scale scale, Consumer<Row> rows) throws Exception {
        List<Double> shown = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        try (Host terminals = new Host()) {
            for (int i = 0; i < scale.starts; i++) {
                Launch launch = new Launch(
                        List.of(coop, "--", "sh", "-c", "echo " + SHOWN + "; read line"),
                        Path.of("/"),
                        environment(runtime),
                        "xterm-256color",
                        new WindowSize(RawPty.COLUMNS, RawPty.ROWS));
                long begin = System.nanoTime();
                Session user = terminals.start(launch, SessionLimits.DEFAULT);
                awaitOutput(user, SHOWN);
                shown.add((System.nanoTime() - begin) / 1e6);
                resident.add(Memory.residentOf(user.pid().orElseThrow()) / MEBIBYTE);
                user.write("\r".getBytes(StandardCharsets.US_ASCII));
                user.exit().get();
                terminals.remove(user);
            }
        }
        rows.accept(Row.absolute(
                new Subject("exec to first output, p50", "a program in a terminal"), median(shown), ATTACHED_IN));
        rows.accept(Row.absolute(
                new Subject("RSS of the front", "a program in a terminal"), median(resident), CLIENT_RESIDENT));
    }

    private static void awaitOutput(Session user, String wanted) throws InterruptedException {
        StringBuilder seen = new StringBuilder();
        byte[] block = new byte[4096];
        try (ByteCursor output = user.output().cursor(0)) {
            while (seen.indexOf(wanted) < 0) {
                switch (output.read(block, 0, block.length)) {
                    case Read.Data(int count) -> seen.append(new String(block, 0, count, StandardCharsets.US_ASCII));
                    case Read.NothingYet() -> output.await();
                    default -> throw new IllegalStateException("coop ended before the program was shown: " + seen);
                }
            }
        }
    }

    private static void run(Path runtime, String... command) throws IOException, InterruptedException {
        int code = start(runtime, command).waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }

    private static Process start(Path runtime, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment(runtime));
        return builder.start();
    }

    private static Map<String, String> environment(Path runtime) {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "XDG_RUNTIME_DIR",
                runtime.toString(),
                "XDG_CONFIG_HOME",
                "/nonexistent");
    }

    private static double median(List<Double> samples) {
        return Samples.of(samples.stream().mapToDouble(Double::doubleValue)).median();
    }
}
