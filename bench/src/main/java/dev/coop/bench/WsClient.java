package dev.coop.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that costs next to nothing: it reads into one buffer and hands out payloads where they lie. */
final class WsClient implements AutoCloseable {
    /** Larger than any frame that is pushed. */
    private static final int BUFFER_BYTES = 1 << 20;

    private static final int TEXT_AND_FIN = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

    private WsClient(SocketChannel socket) {
        this.socket = socket;
    }

    static WsClient open(InetSocketAddress address, String query) throws IOException {
        return over(connect(address, query));
    }

    /** Over a connection on which a WebSocket was asked for. */
    static WsClient over(SocketChannel socket) throws IOException {
        WsClient client = new WsClient(socket);
        client.skipHead();
        return client;
    }

    /** Asks for a WebSocket; the answer is still to be read. */
    static SocketChannel connect(InetSocketAddress address, String query) throws IOException {
        SocketChannel socket = SocketChannel.open(address);
        String request = "GET /ws?" + query + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: Upgrade\r\n"
                + "Upgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        write(socket, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return socket;
    }

    private void skipHead() throws IOException {
        for (int ends = 0; ends < 4; ) {
            need(1);
            byte next = in.get();
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
    }

    /** A message as a frame, masked with zeros. */
    static ByteBuffer frame(String message) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        if (payload.length >= LENGTH_IN_16_BITS) {
            throw new IllegalArgumentException("only short messages are sent");
        }
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) TEXT_AND_FIN)
                .put((byte) (MASKED | payload.length))
                .putInt(0)
                .put(payload)
                .flip();
    }

    void say(String message) throws IOException {
        write(socket, frame(message));
    }

    void send(ByteBuffer frame) throws IOException {
        write(socket, frame.duplicate());
    }

    private static void write(SocketChannel socket, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    /** The payload of the next frame, valid until the one after it is asked for. */
    ByteBuffer next() throws IOException {
        need(2);
        int start = in.position();
        int length = in.get(start + 1) & 0x7F;
        int head = 2;
        if (length == LENGTH_IN_16_BITS) {
            need(4);
            start = in.position();
            length = in.getShort(start + 2) & 0xFFFF;
            head = 4;
        } else if (length == LENGTH_IN_64_BITS) {
            need(10);
            start = in.position();
            length = Math.toIntExact(in.getLong(start + 2));
            head = 10;
        }
        need(head + length);
        start = in.position();
        in.position(start + head + length);
        return in.slice(start + head, length);
    }

    /** The next message that begins so. */
    ByteBuffer await(byte[] beginning) throws IOException {
        ByteBuffer message = next();
        while (!begins(message, beginning)) {
            message = next();
        }
        return message;
    }

    static boolean begins(ByteBuffer message, byte[] beginning) {
        if (message.remaining() < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (message.get(message.position() + i) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private void need(int count) throws IOException {
        if (in.remaining() >= count) {
            return;
        }
        in.compact();
        while (in.position() < count) {
            if (socket.read(in) < 0) {
                throw new EOFException("the host has closed the connection");
            }
        }
        in.flip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
