package dev.coop.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Many WebSocket clients on one thread, as small as they can be: one buffer for all, and no more than half a frame each. */
final class Listeners implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};
    private static final int PING = 0x89;

    /** Masked with zeros. */
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    /** Hears of every message; must be quick. */
    @FunctionalInterface
    interface Ear {
        void heard(ByteBuffer payload);
    }

    private static final class Listener {
        private byte[] rest = NOTHING;
        private boolean upgraded;
    }

    private final Selector selector = Selector.open();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);

    Listeners(InetSocketAddress address, String query, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel socket = WsClient.connect(address, query);
            sockets.add(socket);
            socket.configureBlocking(false);
            var _ = socket.register(selector, SelectionKey.OP_READ, new Listener());
        }
    }

    /** Reads what there is, or waits for it, but not for long. */
    void turn(Ear ear, long millis) throws IOException {
        selector.select(key -> read(key, ear), millis);
    }

    private void read(SelectionKey key, Ear ear) {
        Listener listener = (Listener) key.attachment();
        in.clear().put(listener.rest);
        try {
            if (((SocketChannel) key.channel()).read(in) < 0) {
                throw new EOFException("the host has closed the connection");
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
        in.flip();
        if (!listener.upgraded) {
            skipHead(listener);
        }
        if (listener.upgraded) {
            frames((SocketChannel) key.channel(), ear);
        }
        listener.rest = in.hasRemaining() ? rest() : NOTHING;
    }

    private void skipHead(Listener listener) {
        for (int i = 3; i < in.limit(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                in.position(i + 1);
                listener.upgraded = true;
                return;
            }
        }
    }

    private void frames(SocketChannel socket, Ear ear) {
        while (in.remaining() >= 2) {
            int start = in.position();
            int length = in.get(start + 1) & 0x7F;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (in.remaining() < head) {
                return;
            }
            long whole = head == 2 ? length : head == 4 ? in.getShort(start + 2) & 0xFFFF : in.getLong(start + 2);
            if (in.remaining() < head + whole) {
                return;
            }
            if ((in.get(start) & 0xFF) == PING) {
                pong(socket);
            } else {
                ear.heard(in.slice(start + head, (int) whole));
            }
            in.position(start + head + (int) whole);
        }
    }

    private static void pong(SocketChannel socket) {
        try {
            var _ = socket.write(ByteBuffer.wrap(PONG));
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private byte[] rest() {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel socket : sockets) {
            socket.close();
        }
        selector.close();
    }
}
