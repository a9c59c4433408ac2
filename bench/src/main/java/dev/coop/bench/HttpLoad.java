package dev.coop.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Connections that each ask for the same again and again, the next time when they have the answer. */
final class HttpLoad {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ByteBuffer request;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** How it went. */
    record Rate(double perSecond) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f requests/s", perSecond);
        }
    }

    HttpLoad(String path) {
        String text = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        request = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The body of one answer. */
    byte[] body(InetSocketAddress address) throws IOException {
        try (SocketChannel socket = SocketChannel.open(address)) {
            socket.write(request.duplicate());
            int begin = receive(socket);
            byte[] body = new byte[in.limit() - begin];
            in.get(begin, body);
            return body;
        }
    }

    /** One connection: a client that does nothing else. */
    Rate alone(InetSocketAddress address, long millis) throws IOException {
        try (SocketChannel socket = SocketChannel.open(address)) {
            long begin = System.nanoTime();
            long end = begin + millis * 1_000_000;
            long answers = 0;
            for (; System.nanoTime() < end; answers++) {
                socket.write(request.duplicate());
                var _ = receive(socket);
            }
            return new Rate(answers * NANOS_PER_SECOND / (System.nanoTime() - begin));
        }
    }

    /** Many connections, on one thread. */
    Rate together(InetSocketAddress address, int connections, long millis) throws IOException {
        long[] answers = {0};
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel socket = SocketChannel.open(address);
                socket.write(request.duplicate());
                socket.configureBlocking(false);
                var _ = socket.register(selector, SelectionKey.OP_READ);
            }
            long begin = System.nanoTime();
            long end = begin + millis * 1_000_000;
            while (System.nanoTime() < end) {
                selector.select(key -> {
                    try {
                        SocketChannel socket = (SocketChannel) key.channel();
                        var _ = receive(socket);
                        socket.write(request.duplicate());
                        answers[0]++;
                    } catch (IOException failure) {
                        throw new IllegalStateException(failure);
                    }
                });
            }
            double rate = answers[0] * NANOS_PER_SECOND / (System.nanoTime() - begin);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Rate(rate);
        }
    }

    /** One whole answer, which is small enough to come at once, mostly; where its body begins. */
    private int receive(SocketChannel socket) throws IOException {
        in.clear();
        while (true) {
            if (socket.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            int body = bodyBegin();
            if (body > 0 && in.position() >= body + length(body)) {
                in.flip();
                return body;
            }
        }
    }

    private int bodyBegin() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private int length(int headEnd) {
        byte[] head = new byte[headEnd];
        in.get(0, head);
        String text = new String(head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int begin = text.indexOf("content-length: ") + "content-length: ".length();
        return Integer.parseInt(text.substring(begin, text.indexOf('\r', begin)));
    }
}
