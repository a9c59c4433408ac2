package dev.coop.cli.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/**
 * A WebSocket, seen from the client (RFC 6455).
 *
 * <p>One thread receives, any may send; {@link #close} ends the waiting of all. Pings are answered while receiving. What
 * breaks the rules ends the connection with the code that the RFC has for it.
 */
public final class WebSocket implements AutoCloseable {
    /** Bytes of a message: a screen of the greatest size, in colour, is far below that. */
    static final int MAX_MESSAGE_BYTES = 16 << 20;

    static final int NORMAL = 1000;
    private static final int NO_CODE = 1005;

    /** A frame that has begun comes whole within this time, and one of ours is taken, or the other end is as good as dead. */
    private static final Duration FRAME_TAKES_AT_MOST = Duration.ofSeconds(20);

    /** How long the farewell may take: nobody waits for the answer to it. */
    private static final Duration FAREWELL_TAKES_AT_MOST = Duration.ofMillis(200);

    private static final byte FINAL = (byte) 0x80;
    private static final byte MASKED = (byte) 0x80;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;

    private final SecureRandom random;
    private final Connection connection;
    private final FrameReader frames;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private int fragmented = Opcode.CONTINUATION;
    private boolean goodbye;
    private volatile long lastHeard = System.nanoTime();

    private WebSocket(Connection connection, SecureRandom random) {
        this.connection = connection;
        this.random = random;
        frames = new FrameReader(connection, MAX_MESSAGE_BYTES);
    }

    /**
     * Connects.
     *
     * @param headers beside those of the handshake
     * @throws HandshakeRefusedException when the host answers with something else than a WebSocket
     */
    public static WebSocket open(Endpoint endpoint, String path, Map<String, String> headers, Duration within)
            throws IOException {
        Deadline deadline = Deadline.in(within);
        Connection connection = Connection.open(endpoint.address(), deadline);
        try {
            SecureRandom random = new SecureRandom();
            Handshake handshake = new Handshake(random);
            Http http = new Http(connection, deadline);
            http.write(handshake.request(endpoint.base() + path, headers));
            handshake.check(http.read());
            return new WebSocket(connection, random);
        } catch (IOException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Waits for the next message, at most this long. */
    public Message receive(Duration atMost) throws WireException {
        Deadline silence = Deadline.in(atMost);
        try {
            while (connection.awaitInput(silence)) {
                FrameReader.Frame frame = frames.read(Deadline.in(FRAME_TAKES_AT_MOST));
                lastHeard = System.nanoTime();
                switch (frame.opcode) {
                    case Opcode.PING -> send(Opcode.PONG, frame.payload);
                    case Opcode.PONG -> {}
                    case Opcode.CLOSE -> {
                        return closed(frame.payload);
                    }
                    default -> {
                        if (join(frame)) {
                            return message();
                        }
                    }
                }
            }
            return new Message.Silence();
        } catch (ProtocolException broken) {
            farewell(broken.code);
            throw broken;
        }
    }

    /** Takes a data frame; true when the message is whole. */
    private boolean join(FrameReader.Frame frame) throws ProtocolException {
        boolean continues = frame.opcode == Opcode.CONTINUATION;
        if (continues != (fragmented != Opcode.CONTINUATION)) {
            throw new ProtocolException(continues ? "a continuation of nothing" : "a message begins inside another");
        }
        if (!continues) {
            fragmented = frame.opcode;
        }
        if (fragments.size() + frame.payload.length > MAX_MESSAGE_BYTES) {
            throw new ProtocolException(
                    ProtocolException.TOO_BIG, "a message of more than " + MAX_MESSAGE_BYTES + " bytes");
        }
        fragments.writeBytes(frame.payload);
        return frame.last;
    }

    private Message message() throws ProtocolException {
        byte[] payload = fragments.toByteArray();
        fragments.reset();
        boolean isText = fragmented == Opcode.TEXT;
        fragmented = Opcode.CONTINUATION;
        return isText ? new Message.Text(utf8(payload, 0)) : new Message.Binary(payload);
    }

    private static String utf8(byte[] bytes, int from) throws ProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new ProtocolException(ProtocolException.NOT_UTF_8, "a text is no UTF-8");
        }
    }

    private Message closed(byte[] payload) throws WireException {
        if (payload.length == 1) {
            throw new ProtocolException("a goodbye with half a code");
        }
        int code = payload.length == 0
                ? NO_CODE
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        String reason = payload.length == 0 ? "" : utf8(payload, Short.BYTES);
        farewell(code == NO_CODE ? NORMAL : code);
        return new Message.Closed(code, reason);
    }

    /** How long nothing at all has come, not even the answer to a ping. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    public void send(String text) throws WireException {
        send(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws WireException {
        send(Opcode.BINARY, bytes);
    }

    /** Asks whether anybody is there: whatever comes back ends a silence. */
    public void ping() throws WireException {
        send(Opcode.PING, new byte[0]);
    }

    private synchronized void send(int opcode, byte[] payload) throws WireException {
        if (goodbye) {
            throw new WireException("the connection to " + connection.address() + " is closed");
        }
        connection.write(frame(opcode, payload), Deadline.in(FRAME_TAKES_AT_MOST));
    }

    private ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + Long.BYTES + Integer.BYTES + payload.length);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < TWO_BYTES_FOLLOW) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (MASKED | TWO_BYTES_FOLLOW)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | EIGHT_BYTES_FOLLOW)).putLong(payload.length);
        }
        byte[] mask = new byte[Integer.BYTES];
        random.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % mask.length]));
        }
        return frame.flip();
    }

    private synchronized void farewell(int code) {
        if (goodbye) {
            return;
        }
        try {
            ByteBuffer payload = ByteBuffer.allocate(Short.BYTES).putShort((short) code);
            connection.write(frame(Opcode.CLOSE, payload.array()), Deadline.in(FAREWELL_TAKES_AT_MOST));
        } catch (WireException gone) {
            // Nobody is there any more to be told.
            return;
        } finally {
            goodbye = true;
        }
    }

    /** Says goodbye and hangs up. */
    @Override
    public void close() {
        farewell(NORMAL);
        connection.close();
    }
}
