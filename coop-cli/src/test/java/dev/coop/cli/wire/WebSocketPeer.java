package dev.coop.cli.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The host's end of a WebSocket, after the handshake. */
public final class WebSocketPeer implements AutoCloseable {
    private static final int CLOSE = 0x88;

    private final Peer.Talk talk;
    private final List<String> head;

    private WebSocketPeer(Peer.Talk talk, List<String> head) {
        this.talk = talk;
        this.head = head;
    }

    /** The next connection, which has to be a WebSocket. */
    public static WebSocketPeer accept(Peer peer) throws IOException {
        Peer.Talk talk = peer.accept();
        List<String> head = talk.head();
        String key = head.stream()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Sec-WebSocket-Key: ".length());
        talk.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Handshake.accept(key) + "\r\n\r\n");
        return new WebSocketPeer(talk, head);
    }

    /** The first line of its request and its headers. */
    public List<String> head() {
        return head;
    }

    /** The next message of the client, as text. Pings are passed over. */
    public String read() throws IOException {
        while (true) {
            byte[] first = talk.read(2);
            if (first.length < 2 || (first[0] & 0xff) == CLOSE) {
                throw new IOException("the client has hung up");
            }
            int length = first[1] & 0x7f;
            length = switch (length) {
                case 126 -> Short.toUnsignedInt(ByteBuffer.wrap(talk.read(2)).getShort());
                case 127 -> (int) ByteBuffer.wrap(talk.read(8)).getLong();
                default -> length;
            };
            byte[] mask = talk.read(4);
            byte[] payload = talk.read(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            if ((first[0] & 0x0f) == Opcode.TEXT) {
                return new String(payload, StandardCharsets.UTF_8);
            }
        }
    }

    public void send(String text) throws IOException {
        send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        send(Opcode.BINARY, bytes);
    }

    private void send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(4 + payload.length);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        talk.send(bytes);
    }

    @Override
    public void close() throws IOException {
        talk.close();
    }
}
