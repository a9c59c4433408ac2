package dev.coop.transport.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Frames as a server sends them (RFC 6455, section 5.2): whole messages, unmasked. Head and payload stand in one buffer,
 * so that the same one can go to any number of clients.
 */
final class Frames {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** Bytes of the longest head. */
    static final int MAX_HEAD = 10;

    /** Bytes that a control frame may carry. */
    private static final int MAX_CONTROL = 125;

    private static final int FIN = 0x80;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    private Frames() {}

    static void writeHead(ByteBuf out, int opcode, int length) {
        out.writeByte(FIN | opcode);
        if (length < LENGTH_IN_16_BITS) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(LENGTH_IN_16_BITS).writeShort(length);
        } else {
            out.writeByte(LENGTH_IN_64_BITS).writeLong(length);
        }
    }

    static ByteBuf text(ByteBufAllocator allocator, byte[] utf8) {
        ByteBuf frame = allocator.directBuffer(MAX_HEAD + utf8.length);
        writeHead(frame, TEXT, utf8.length);
        return frame.writeBytes(utf8);
    }

    static ByteBuf ping(ByteBufAllocator allocator) {
        ByteBuf frame = allocator.directBuffer(2);
        writeHead(frame, PING, 0);
        return frame;
    }

    /** @param payload of the ping; stays the caller's */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        ByteBuf frame = allocator.directBuffer(2 + payload.readableBytes());
        writeHead(frame, PONG, payload.readableBytes());
        return frame.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** @param reason cut to what fits */
    static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(text.length, MAX_CONTROL - Short.BYTES);
        ByteBuf frame = allocator.directBuffer(2 + Short.BYTES + length);
        writeHead(frame, CLOSE, Short.BYTES + length);
        return frame.writeShort(code).writeBytes(text, 0, length);
    }

    /** The answer to a close without a reason. */
    static ByteBuf emptyClose(ByteBufAllocator allocator) {
        ByteBuf frame = allocator.directBuffer(2);
        writeHead(frame, CLOSE, 0);
        return frame;
    }

    /** One more reference to a frame that others are sent too, with positions of its own. */
    static ByteBuf share(ByteBuf frame) {
        return frame.retainedDuplicate();
    }

    static int writeAscii(ByteBuf out, String text) {
        return ByteBufUtil.writeAscii(out, text);
    }
}
