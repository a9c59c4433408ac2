package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A program's output at one WebSocket client, against a loop that reads the same from a bare terminal. */
final class StreamFigure implements Figure {
    private static final Goal BINARY = Goal.atLeast(0.7, "x");
    private static final Goal JSON = Goal.atLeast(0.4, "x");

    /** What came through in one round. */
    private record Delivery(Throughput throughput, double share) {
        @Override
        public String toString() {
            return throughput
                    + String.format(Locale.ROOT, ", %.1f %% of the bytes, the rest told as gaps", share * 100);
        }
    }

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (ServedHost host = new ServedHost();
                WorkloadFile file = Workload.PLAIN.toFile(scale.sessionBytes)) {
            Contest<Delivery> contest = new Contest<>();
            List<Delivery> raw = contest.enter("raw read loop", () -> new Delivery(RawReader.run(file, 1), 1));
            List<Delivery> binary = contest.enter("binary", () -> deliver(host, file, true));
            List<Delivery> json = contest.enter("JSON", () -> deliver(host, file, false));
            contest.run(scale.rounds, progress);
            report(rows, "binary", binary, raw, BINARY);
            report(rows, "JSON", json, raw, JSON);
        }
    }

    private static void report(Consumer<Row> rows, String form, List<Delivery> some, List<Delivery> raw, Goal goal) {
        rows.accept(Row.ratio(
                new Subject("output at one WebSocket client", "plain lines, " + form),
                speed(some),
                "raw read loop",
                speed(raw),
                "MB/s",
                goal));
    }

    private static double speed(List<Delivery> rounds) {
        return Throughput.medianSpeed(rounds.stream().map(Delivery::throughput).toList());
    }

    /** Until the client has read to the end. What it was told to be gone does not count as moved. */
    private static Delivery deliver(ServedHost host, WorkloadFile file, boolean binary) throws Exception {
        String script = "stty -echo; printf R; read x; exec cat " + file.path();
        long total = 1 + file.terminalBytes();
        try (Session session = host.start("/bin/sh", "-c", script);
                WsReader reader = WsReader.of(host, session, binary)) {
            reader.readTo(1);
            long cpu = ResourceUsage.soFar().cpuNanos();
            long begin = System.nanoTime();
            reader.client()
                    .say("{\"event\":\"input:send\",\"text\":\"\",\"enter\":true,\"session\":\"" + session.name()
                            + "\"}");
            reader.readTo(total);
            long nanos = System.nanoTime() - begin;
            return new Delivery(
                    Throughput.of(
                            reader.received(), nanos, ResourceUsage.soFar().cpuNanos() - cpu),
                    (double) reader.received() / total);
        }
    }
}
