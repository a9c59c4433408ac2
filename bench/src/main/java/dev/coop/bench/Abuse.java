package dev.coop.bench;

import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Too many clients, and such as never read or never finish a request, while a program floods its terminal. What the host
 * holds and what the program gets done stay as they were, another session still echoes, and each of them is told or cut.
 */
final class Abuse {
    private static final int CONNECTIONS = 5_000;
    private static final int READERS = 900;
    private static final int NEVER_READING = 100;
    private static final int LORISES = 50;
    private static final int DEFAULT_SECONDS = 80;
    private static final int TURN_SECONDS = 10;

    /** Who reads nothing is closed after a minute, and until then would only be slow. */
    private static final int LEAST_SECONDS = 70;

    private static final double MEGABYTE = 1e6;

    /** By so much may the heap differ, after a collection: what happens to be on its way. */
    private static final double HEAP_MEGABYTES = 16;

    /** Of what the program did in the first turn. Machines have other things to do, too. */
    private static final double LEAST_SHARE = 0.4;

    private static final byte[] PTY = "{\"event\":\"pty\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRY_AGAIN_LATER = {1013 >> 8, (byte) 1013};

    private final ServedHost host;
    private final InetSocketAddress address;
    private final Session calm;
    private boolean failed;

    private Abuse(ServedHost host) throws Exception {
        this.host = host;
        address = host.address();
        calm = host.start(Echo.program());
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 2 && arguments[0].equals("--seconds")
                ? Integer.parseInt(arguments[1])
                : arguments.length == 0 ? DEFAULT_SECONDS : -1;
        if (seconds < LEAST_SECONDS) {
            System.err.println("usage: bench/abuse [--seconds N], at least " + LEAST_SECONDS);
            System.exit(2);
        }
        boolean ok;
        try (ServedHost host = new ServedHost()) {
            Abuse abuse = new Abuse(host);
            abuse.manyConnections();
            abuse.flood(seconds);
            ok = !abuse.failed;
        }
        System.exit(ok ? 0 : 1);
    }

    /** Those that are too many are closed, and as soon as there is room somebody else gets in. */
    private void manyConnections() throws Exception {
        List<SocketChannel> sockets = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            sockets.add(SocketChannel.open(address));
        }
        int open = host.connections();
        int served = 0;
        for (SocketChannel socket : sockets) {
            served += isServed(socket) ? 1 : 0;
        }
        while (host.connections() > 0) {
            Thread.sleep(10);
        }
        check(
                open == TransportLimits.DEFAULT.connections() && served >= open && served < CONNECTIONS,
                "%,d connections: %,d open at once, the others closed; then an echo in %.1f ms"
                        .formatted(CONNECTIONS, open, echo()));
    }

    /** Whether there is an answer before the end. */
    private static boolean isServed(SocketChannel socket) {
        try (socket) {
            socket.write(ByteBuffer.wrap("GET /api/v1/livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            return socket.read(ByteBuffer.allocate(1 << 10)) > 0;
        } catch (IOException reset) {
            return false;
        }
    }

    private void flood(int seconds) throws Exception {
        List<SocketChannel> asleep = new ArrayList<>();
        List<SocketChannel> lorises = new ArrayList<>();
        try (Session flood = host.start("/bin/sh", "-c", "yes a line of output that says nothing");
                Listeners readers = new Listeners(address, "subscribe=screen,state&session=" + flood.name(), READERS)) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> read(readers));
            for (int i = 0; i < NEVER_READING; i++) {
                String form = i % 2 == 0 ? "" : "&binary=true";
                asleep.add(WsClient.connect(address, "subscribe=pty&session=" + flood.name() + form));
            }
            for (int i = 0; i < LORISES; i++) {
                lorises.add(SocketChannel.open(address));
            }
            Thread.ofPlatform().daemon().start(() -> trickle(lorises));
            turns(flood, seconds);
            reader.interrupt();
            reader.join();
        }
        int told = 0;
        for (SocketChannel socket : asleep) {
            told += isTold(socket) ? 1 : 0;
        }
        int cut = 0;
        for (SocketChannel socket : lorises) {
            cut += isCut(socket) ? 1 : 0;
        }
        check(told == NEVER_READING, told + " of " + NEVER_READING + " that never read were told why they were closed");
        check(cut == LORISES, cut + " of " + LORISES + " that never finished a request were cut off");
        check(true, "afterwards an echo in %.1f ms".formatted(echo()));
    }

    private void turns(Session flood, int seconds) throws Exception {
        double firstSpeed = 0;
        double firstHeap = 0;
        for (int turn = 1; turn <= seconds / TURN_SECONDS; turn++) {
            long before = flood.output().end();
            long begin = System.nanoTime();
            Thread.sleep(TURN_SECONDS * 1_000L);
            double speed = (flood.output().end() - before) / MEGABYTE / ((System.nanoTime() - begin) / 1e9);
            double heap = Memory.usedHeapAfterCollection() / MEGABYTE;
            if (turn == 1) {
                firstSpeed = speed;
                firstHeap = heap;
            }
            check(
                    speed >= LEAST_SHARE * firstSpeed && heap <= firstHeap + HEAP_MEGABYTES,
                    "%3d s of flood: the program writes %.1f MB/s; heap %.1f MB, direct %.1f MB; %,d WebSockets; echo in %.1f ms"
                            .formatted(
                                    turn * TURN_SECONDS,
                                    speed,
                                    heap,
                                    Memory.netDirect() / MEGABYTE,
                                    host.webSockets(),
                                    echo()));
        }
    }

    private static void read(Listeners listeners) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                listeners.turn(_ -> {}, 100);
            }
        } catch (IOException | IllegalStateException closed) {
            System.out.println("FAILED  a client that reads was closed");
        }
    }

    /** A byte each now and then, of a request that has no end. */
    private static void trickle(List<SocketChannel> sockets) {
        List<SocketChannel> open = new ArrayList<>(sockets);
        byte[] head = "GET /api/v1/health HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; !open.isEmpty(); i++) {
            byte next = i < head.length ? head[i] : (byte) 'x';
            open.removeIf(socket -> {
                try {
                    return socket.write(ByteBuffer.wrap(new byte[] {next})) < 0;
                } catch (IOException cut) {
                    return true;
                }
            });
            try {
                Thread.sleep(500);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    /** Whether the last that came is the code to try again later, and the reason. */
    private static boolean isTold(SocketChannel socket) throws IOException {
        try (WsClient client = WsClient.over(socket)) {
            while (true) {
                if (WsClient.begins(client.next(), TRY_AGAIN_LATER)) {
                    return true;
                }
            }
        } catch (EOFException end) {
            return false;
        }
    }

    private static boolean isCut(SocketChannel socket) {
        try (socket) {
            return socket.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Milliseconds that a key takes to the other session's program and back. */
    private double echo() throws IOException {
        try (WsClient client = WsClient.open(address, "subscribe=pty&session=" + calm.name())) {
            long begin = System.nanoTime();
            client.say("{\"event\":\"input:send\",\"text\":\"x\"}");
            client.await(PTY);
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private void check(boolean holds, String what) {
        failed |= !holds;
        System.out.println((holds ? "ok      " : "FAILED  ") + what);
    }
}
