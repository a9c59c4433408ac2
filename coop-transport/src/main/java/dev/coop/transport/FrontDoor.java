package dev.coop.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells by its first bytes what a connection speaks: HTTP/2, which is gRPC, or HTTP/1.1. Then it makes room for those who
 * speak it.
 */
final class FrontDoor extends ByteToMessageDecoder {
    /** How every HTTP/2 connection begins (RFC 9113, section 3.4); no HTTP/1.1 request does. */
    private static final byte[] HTTP2 = "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<ChannelHandlerContext> http1;
    private final Consumer<ChannelHandlerContext> http2;

    /**
     * A door for one connection.
     *
     * @param http1 adds its handlers behind this one
     * @param http2 likewise
     */
    FrontDoor(Consumer<ChannelHandlerContext> http1, Consumer<ChannelHandlerContext> http2) {
        this.http1 = http1;
        this.http2 = http2;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int count = Math.min(in.readableBytes(), HTTP2.length);
        for (int i = 0; i < count; i++) {
            if (in.getByte(in.readerIndex() + i) != HTTP2[i]) {
                http1.accept(context);
                context.pipeline().remove(this);
                return;
            }
        }
        if (count == HTTP2.length) {
            http2.accept(context);
            context.pipeline().remove(this);
        }
    }
}
