package dev.coop.cli.wire;

import java.nio.ByteBuffer;

/** Reads the frames that a server sends, RFC 6455 5.2, and refuses what a server must not send. */
final class FrameReader {
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int MAX_CONTROL_BYTES = 125;

    /** One frame, its payload unmasked. */
    static final class Frame {
        final boolean last;
        final int opcode;
        final byte[] payload;

        private Frame(boolean last, int opcode, byte[] payload) {
            this.last = last;
            this.opcode = opcode;
            this.payload = payload;
        }
    }

    private final Connection connection;
    private final int maxBytes;

    /** @param maxBytes of a payload */
    FrameReader(Connection connection, int maxBytes) {
        this.connection = connection;
        this.maxBytes = maxBytes;
    }

    /** @throws ProtocolException when the frame breaks the rules */
    Frame read(Deadline deadline) throws WireException {
        byte[] head = bytes(2, deadline);
        int opcode = head[0] & OPCODE;
        boolean last = (head[0] & FINAL) != 0;
        if ((head[0] & RESERVED) != 0) {
            throw new ProtocolException("reserved bits are set");
        }
        if ((head[1] & MASKED) != 0) {
            throw new ProtocolException("a server's frame is masked");
        }
        if ((opcode > Opcode.BINARY && opcode < Opcode.CLOSE) || opcode > Opcode.PONG) {
            throw new ProtocolException("there are no frames of the kind " + opcode);
        }
        if (Opcode.isControl(opcode) && (!last || (head[1] & LENGTH) > MAX_CONTROL_BYTES)) {
            throw new ProtocolException("a control frame is fragmented or too long");
        }
        long length = length(head[1] & LENGTH, deadline);
        if (length < 0 || length > maxBytes) {
            throw new ProtocolException(ProtocolException.TOO_BIG, "a frame of " + length + " bytes");
        }
        return new Frame(last, opcode, bytes((int) length, deadline));
    }

    private long length(int code, Deadline deadline) throws WireException {
        return switch (code) {
            case TWO_BYTES_FOLLOW ->
                Short.toUnsignedInt(
                        ByteBuffer.wrap(bytes(Short.BYTES, deadline)).getShort());
            case EIGHT_BYTES_FOLLOW ->
                ByteBuffer.wrap(bytes(Long.BYTES, deadline)).getLong();
            default -> code;
        };
    }

    private byte[] bytes(int count, Deadline deadline) throws WireException {
        byte[] bytes = new byte[count];
        connection.readFully(bytes, deadline);
        return bytes;
    }
}
