package dev.coop.transport.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;

/** A WebSocket client that writes its frames byte by byte, right or wrong, and reads when it is told to. */
public final class RawClient implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HANDSHAKE = """
        Host: localhost\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r
        """;

    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20).flip();
    private String head = "";

    /** A frame that came. */
    public static final class Frame {
        private final int opcode;
        private final byte[] payload;

        Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload.clone();
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(payload);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        public String event() {
            return opcode == TEXT ? json().path("event").asText() : "";
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }

        String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }

        byte[] data() {
            return Base64.getDecoder().decode(json().get("data").asText());
        }
    }

    private RawClient(SocketChannel socket) {
        this.socket = socket;
    }

    static RawClient connect(int port) throws IOException {
        return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public static RawClient open(int port, String query) throws IOException {
        return connect(port).handshake(query);
    }

    /** One for which the kernel keeps little, so that what it does not read is soon known. */
    static RawClient narrow(int port, String query) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
        // Not less: two packets of the loopback device have to fit, or TCP waits for timers.
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 128 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawClient(socket).handshake(query);
    }

    public static RawClient open(Path unixSocket, String query) throws IOException {
        return connect(UnixDomainSocketAddress.of(unixSocket)).handshake(query);
    }

    private static RawClient connect(SocketAddress address) throws IOException {
        return new RawClient(SocketChannel.open(address));
    }

    /** How a client asks for a WebSocket. */
    static String request(String query) {
        return "GET /ws" + query + " HTTP/1.1\r\n" + HANDSHAKE;
    }

    private RawClient handshake(String query) throws IOException {
        send(request(query));
        String answer = readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("no WebSocket: " + answer);
        }
        return this;
    }

    /** Sends bytes as they are. */
    void send(String bytes) throws IOException {
        send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            socket.write(out);
        }
    }

    /** The head of an HTTP response. */
    String readHead() throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            read.append((char) need(1).get());
        }
        head = read.toString();
        return head;
    }

    String body() throws IOException {
        int length = Integer.parseInt(head.replaceAll("(?s).*[Cc]ontent-[Ll]ength: (\\d+).*", "$1"));
        byte[] body = new byte[length];
        need(length).get(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    public RawClient say(String json) throws IOException {
        frame(TEXT, true, json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void frame(int opcode, boolean last, byte[] payload) throws IOException {
        send(encode((last ? 0x80 : 0) | opcode, true, payload));
    }

    /** A frame's bytes, with the first byte as given. */
    static byte[] encode(int first, boolean masked, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        int mask = masked ? 0x80 : 0;
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(payload.length);
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            frame.put(key);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (masked ? payload[i] ^ key[i % 4] : payload[i]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** The next frame, whatever it is. Fails when the connection ends. */
    Frame next() throws IOException {
        int first = need(1).get() & 0xFF;
        int second = need(1).get() & 0xFF;
        long length = second & 0x7F;
        if (length == 126) {
            length = need(2).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = need(8).getLong();
        }
        if ((first & 0x80) == 0 || (second & 0x80) != 0) {
            throw new AssertionError("a server sends whole, unmasked frames");
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        int done = 0;
        while (done < payload.length) {
            int count = Math.min(payload.length - done, in.capacity());
            need(count).get(payload, done, count);
            done += count;
        }
        return new Frame(first & 0x0F, payload);
    }

    public Frame await(Predicate<Frame> wanted) throws IOException {
        Frame frame = next();
        while (!wanted.test(frame)) {
            frame = next();
        }
        return frame;
    }

    /** The next message of that name; others are passed over. */
    JsonNode await(String event) throws IOException {
        return await(frame -> frame.event().equals(event)).json();
    }

    Frame awaitClose() throws IOException {
        return await(frame -> frame.opcode == CLOSE);
    }

    /** Reads the output that is pushed until it ends so; the result is what was pushed. */
    String awaitOutput(String end) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        while (!output.toString(StandardCharsets.UTF_8).endsWith(end)) {
            output.writeBytes(await(frame -> frame.event().equals("pty")).data());
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Whether the other end has closed; throws away what comes before that. */
    boolean isEnded() throws IOException {
        try {
            while (true) {
                next();
            }
        } catch (EndOfConnection ended) {
            return true;
        }
    }

    /** The other end has closed. */
    static final class EndOfConnection extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private ByteBuffer need(int count) throws IOException {
        if (in.remaining() < count) {
            in.compact();
            while (in.position() < count) {
                if (socket.read(in) < 0) {
                    in.flip();
                    throw new EndOfConnection();
                }
            }
            in.flip();
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
