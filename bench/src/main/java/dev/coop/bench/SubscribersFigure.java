package dev.coop.bench;

import dev.coop.bench.Row.Subject;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** Many WebSockets that follow one session: when the last of them hears of something, and what one costs. */
final class SubscribersFigure implements Figure {
    private static final int SUBSCRIBERS = 1_000;
    private static final int EVENTS_A_SECOND = 20;
    private static final String FIGURE = "1,000 WebSocket subscribers";
    private static final Goal LATENCY = Goal.atMost(50, "ms");
    private static final Goal MEMORY = Goal.atMost(32, "KiB each");
    private static final double KIBIBYTE = 1 << 10;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int NUMBERS = 1_000;

    /** The narrowest screen; how wide one is says which event it was. */
    private static final int COLUMNS = 100;

    private static final byte[] RESIZED = "{\"event\":\"resized\",\"cols\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PTY = "{\"event\":\"pty\"".getBytes(StandardCharsets.US_ASCII);

    /** Something that all subscribers are told, by a number that comes back in what they are told. */
    @FunctionalInterface
    private interface Happening {
        void happen(int number) throws Exception;
    }

    /** Finds that number; negative if the message is about something else. */
    @FunctionalInterface
    private interface Recognition {
        int number(ByteBuffer message);
    }

    private final AtomicInteger told = new AtomicInteger();
    private final AtomicLongArray happened = new AtomicLongArray(NUMBERS);

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        try (ServedHost host = new ServedHost();
                Session session = host.start(Echo.program())) {
            listen(host, 20).close();
            while (host.connections() > 0) {
                Thread.sleep(10);
            }
            long before = held();
            try (Listeners listeners = listen(host, SUBSCRIBERS)) {
                rows.accept(Row.absolute(
                        new Subject(FIGURE, "heap and direct memory, the clients' ends included"),
                        (held() - before) / KIBIBYTE / SUBSCRIBERS,
                        MEMORY));
                int events = EVENTS_A_SECOND * scale.idleSeconds;
                Samples told = follow(
                        listeners,
                        events,
                        number -> session.resize(new WindowSize(COLUMNS + number, RawPty.ROWS)),
                        message -> number(message, RESIZED) - COLUMNS);
                report(progress, rows, "an event", told);
                long begin = session.output().end();
                Samples pushed = follow(
                        listeners,
                        events,
                        _ -> session.write(new byte[] {'x'}),
                        message -> WsClient.begins(message, PTY) ? (int) (offset(message) - begin) % NUMBERS : -1);
                report(progress, rows, "output", pushed);
            }
        }
    }

    private static void report(Progress progress, Consumer<Row> rows, String what, Samples samples) {
        progress.say(what + ": " + samples);
        rows.accept(Row.absolute(
                new Subject(FIGURE, what + " at one of them, 20/s, p99"), samples.percentile(99), LATENCY));
    }

    private static Listeners listen(ServedHost host, int count) throws IOException {
        Listeners listeners = new Listeners(host.address(), "subscribe=pty,state&offset=0", count);
        int[] heard = {0};
        // Each is told the state, and the first output.
        while (heard[0] < 2 * count) {
            listeners.turn(_ -> heard[0]++, 1_000);
        }
        return listeners;
    }

    private static long held() {
        return Memory.usedHeapAfterCollection() + Memory.netDirect();
    }

    private Samples follow(Listeners listeners, int events, Happening happening, Recognition recognition)
            throws Exception {
        double[] millis = new double[events * SUBSCRIBERS];
        told.set(0);
        Thread source = Thread.ofPlatform().daemon().start(() -> cause(events, happening));
        while (told.get() < millis.length) {
            listeners.turn(
                    message -> {
                        int number = recognition.number(message);
                        if (number >= 0) {
                            millis[told.get()] = (System.nanoTime() - happened.get(number)) / NANOS_PER_MILLI;
                            told.incrementAndGet();
                        }
                    },
                    1_000);
        }
        source.join();
        return Samples.of(DoubleStream.of(millis));
    }

    /** One waits for the other to be told, or output of two would come as one. */
    private void cause(int events, Happening happening) {
        try {
            long next = System.nanoTime();
            for (int i = 0; i < events; i++) {
                next += 1_000_000_000L / EVENTS_A_SECOND;
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
                while (told.get() < i * SUBSCRIBERS) {
                    Thread.sleep(1);
                }
                int number = i % NUMBERS;
                happened.set(number, System.nanoTime());
                happening.happen(number);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int number(ByteBuffer message, byte[] name) {
        if (!WsClient.begins(message, name)) {
            return -1;
        }
        int number = 0;
        for (int i = message.position() + name.length; Character.isDigit(message.get(i)); i++) {
            number = number * 10 + message.get(i) - '0';
        }
        return number;
    }

    /** Of the output in a message, which is the last number in it. */
    private static long offset(ByteBuffer message) {
        long offset = 0;
        long factor = 1;
        for (int i = message.limit() - 2; Character.isDigit(message.get(i)); i--) {
            offset += factor * (message.get(i) - '0');
            factor *= 10;
        }
        return offset;
    }
}
