package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** How long a key takes from a WebSocket client to the program and back to that client, quiet and in a flood. */
final class KeystrokeFigure implements Figure {
    private static final String FIGURE = "keystroke to echo over WebSocket";
    private static final Goal QUIET_MEDIAN = Goal.atMost(1, "ms");
    private static final Goal QUIET_WORST = Goal.atMost(5, "ms");
    private static final Goal FLOODED_WORST = Goal.atMost(20, "ms");
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Between two keys in a flood at most, so that they come in all phases of the screen's interval. */
    private static final int MAX_PAUSE_MILLIS = 50;

    /** One key in a flood takes so much longer than one in quiet that fewer have to do. */
    private static final int FEWER = 20;

    private static final byte[] PTY = "{\"event\":\"pty\"".getBytes(StandardCharsets.US_ASCII);
    /** Capital ones, because the flood has none; not as far as H, which is in the sequence that moves the cursor. */
    private static final int LETTERS = 7;

    /** Floods the rows from the second on, and shows in the first the key that was typed last. */
    private static final String FLOOD = """
        stty -echo -icanon
        printf '\\033[2;%dr\\033[%d;1H'
        yes 'a line of output that says nothing and is written as fast as it goes' &
        while IFS= read -rsn1 key; do printf '\\0337\\033[1;1H%%s\\0338' "$key"; done
        """.formatted(RawPty.ROWS, RawPty.ROWS);

    private static final String[] FLOODING = {"/bin/bash", "-c", FLOOD};

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (ServedHost host = new ServedHost()) {
            quiet(host, scale, progress, rows);
            flooded(host, scale, progress, rows);
        }
    }

    private static void quiet(ServedHost host, Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (RawPty pty = RawPty.start(Echo.program());
                Session session = host.start(Echo.program());
                WsClient client = WsClient.open(host.address(), "subscribe=pty&offset=0&session=" + session.name())) {
            client.await(PTY);
            Contest<Samples> contest = new Contest<>();
            Echo raw = Echo.raw(pty);
            Echo served = overWebSocket(client);
            List<Samples> raws = contest.enter("raw loop", () -> raw.times(scale.echoes));
            List<Samples> serveds = contest.enter("WebSocket", () -> served.times(scale.echoes));
            contest.run(scale.rounds, progress);
            Samples bare = Samples.all(raws);
            Samples ours = Samples.all(serveds);
            rows.accept(row("quiet, p50", ours.median(), bare.median(), QUIET_MEDIAN));
            rows.accept(row("quiet, p99", ours.percentile(99), bare.percentile(99), QUIET_WORST));
        }
    }

    private static Row row(String what, double ours, double bare, Goal goal) {
        return Row.beside(
                new Subject(FIGURE, what), ours / MICROS_PER_MILLI, "raw loop", bare / MICROS_PER_MILLI, goal);
    }

    private static Echo overWebSocket(WsClient client) {
        ByteBuffer key = WsClient.frame("{\"event\":\"input:send:raw\",\"data\":\"eA==\"}");
        return () -> {
            long begin = System.nanoTime();
            client.send(key);
            client.await(PTY);
            return System.nanoTime() - begin;
        };
    }

    private static void flooded(ServedHost host, Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        int keys = scale.echoes / FEWER;
        Samples raw;
        try (FloodedPty pty = FloodedPty.start(FLOODING)) {
            raw = times(keys, pty::type);
        }
        progress.say("in a flood, raw loop: " + raw);
        Samples served;
        try (Session session = host.start(FLOODING);
                WsClient client = WsClient.open(host.address(), "subscribe=screen&session=" + session.name())) {
            served = times(keys, key -> type(client, session.name(), key));
        }
        progress.say("in a flood: " + served);
        rows.accept(flooded("in a flood, p50, at the screen", served.median(), raw.median()));
        rows.accept(flooded("in a flood, p99, at the screen", served.percentile(99), raw.percentile(99)));
    }

    private static Row flooded(String what, double ours, double bare) {
        return Row.beside(new Subject(FIGURE, what), ours, "raw loop", bare, FLOODED_WORST);
    }

    /** Types a letter; nanoseconds until it is back. */
    private interface Typing {
        long type(char letter) throws Exception;
    }

    /** Milliseconds, so many times, at random moments. */
    private static Samples times(int keys, Typing typing) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        double[] millis = new double[keys];
        for (int i = -LETTERS; i < keys; i++) {
            Thread.sleep(random.nextInt(MAX_PAUSE_MILLIS));
            long nanos = typing.type((char) ('A' + Math.floorMod(i, LETTERS)));
            if (i >= 0) {
                millis[i] = nanos / NANOS_PER_MILLI;
            }
        }
        return Samples.of(DoubleStream.of(millis));
    }

    /** Until a screen comes on which the key stands. */
    private static long type(WsClient client, String session, char key) throws Exception {
        byte[] shown = ("{\"event\":\"screen\",\"lines\":[\"" + key).getBytes(StandardCharsets.US_ASCII);
        long begin = System.nanoTime();
        client.say("{\"event\":\"input:send\",\"text\":\"" + key + "\",\"session\":\"" + session + "\"}");
        client.await(shown);
        return System.nanoTime() - begin;
    }
}
