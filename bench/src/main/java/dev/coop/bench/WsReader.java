package dev.coop.bench;

import dev.coop.core.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a WebSocket client receives of a session's output, counted and not looked at. */
final class WsReader implements AutoCloseable {
    private static final byte[] GAP = "{\"event\":\"gap\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PTY = "{\"event\":\"pty\",\"data\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLAY = "{\"event\":\"replay\",\"data\":\"".getBytes(StandardCharsets.US_ASCII);

    /** Bytes at the end of a message in which its numbers stand. */
    private static final int TAIL = 120;

    private final WsClient client;
    private final boolean binary;
    private long position;
    private long received;

    private WsReader(WsClient client, boolean binary) {
        this.client = client;
        this.binary = binary;
    }

    /** Reads a session's output from its beginning on. */
    static WsReader of(ServedHost host, Session session, boolean binary) throws IOException {
        String query = "subscribe=pty&offset=0&session=" + session.name() + (binary ? "&binary=true" : "");
        return new WsReader(WsClient.open(host.address(), query), binary);
    }

    WsClient client() {
        return client;
    }

    /** Bytes of output that came; without those that were told to be gone. */
    long received() {
        return received;
    }

    void readTo(long end) throws IOException {
        while (position < end) {
            take(client.next());
        }
    }

    private void take(ByteBuffer message) {
        if (WsClient.begins(message, GAP)) {
            position = number(tail(message), "\"to\":");
        } else if (binary && message.get(message.position()) != '{') {
            int count = message.remaining() - Long.BYTES;
            position = message.getLong(message.position()) + count;
            received += count;
        } else if (WsClient.begins(message, PTY)) {
            data(message, PTY.length);
        } else if (WsClient.begins(message, REPLAY)) {
            data(message, REPLAY.length);
        }
    }

    private void data(ByteBuffer message, int begin) {
        String tail = tail(message);
        int end = message.remaining() - tail.length() + tail.lastIndexOf("\",\"offset\":");
        int count = (end - begin) / 4 * 3;
        for (int i = end - 1; i > begin && message.get(message.position() + i) == '='; i--) {
            count--;
        }
        position = number(tail, "\"offset\":") + count;
        received += count;
    }

    private static String tail(ByteBuffer message) {
        byte[] tail = new byte[Math.min(TAIL, message.remaining())];
        message.get(message.limit() - tail.length, tail);
        return new String(tail, StandardCharsets.US_ASCII);
    }

    private static long number(String text, String name) {
        int begin = text.lastIndexOf(name) + name.length();
        int end = begin;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text.substring(begin, end));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
