package dev.coop.transport.ws;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import dev.coop.core.config.TransportLimits;
import dev.coop.transport.http.ErrorBody;
import dev.coop.transport.http.StatusCodes;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.flow.FlowControlHandler;
import java.util.Base64;

/** The handshake, and the pipeline of a WebSocket in the place of HTTP's. */
final class Upgrade {
    /** Bytes of a message from somebody who was not let in: a token, with room. */
    private static final int STRANGERS_MESSAGE_BYTES = 4 << 10;

    /** The only version of the protocol that is in use (RFC 6455, section 4.4). */
    private static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    private Upgrade() {}

    static void requireHandshake(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)) {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "a WebSocket begins with GET");
        }
        boolean asked = headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!asked) {
            throw Refusal.of(ErrorCode.BAD_REQUEST, "this is for WebSockets")
                    .withHint("send Upgrade: websocket, as WebSocket clients do");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            throw Refusal.badField("Sec-WebSocket-Version", "the version has to be " + VERSION);
        }
        if (!isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))) {
            throw Refusal.badField("Sec-WebSocket-Key", "this is no key of a WebSocket's handshake");
        }
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /** Answers the handshake and then lets the connection begin. */
    static void perform(
            Channel channel, FullHttpRequest request, Connection connection, boolean letIn, TransportLimits limits) {
        ChannelPipeline pipeline = channel.pipeline();
        for (ChannelHandler handler : pipeline.toMap().values()) {
            if (!(handler instanceof HttpServerCodec)) {
                pipeline.remove(handler);
            }
        }
        int frameBytes = letIn ? frameBytes(limits) : STRANGERS_MESSAGE_BYTES;
        int messageBytes = letIn ? limits.messageBytes() : STRANGERS_MESSAGE_BYTES;
        pipeline.addLast(
                new Utf8FrameValidator(false),
                new WebSocketFrameAggregator(messageBytes),
                new FlowControlHandler(),
                connection);
        new WebSocketServerHandshaker13("", null, config(frameBytes))
                .handshake(channel, request)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        // Frames are made whole before they get here.
                        pipeline.remove(WebSocket13FrameEncoder.class);
                        connection.begin();
                    } else {
                        var _ = channel.close();
                    }
                });
    }

    /** Somebody was let in after all, and may say more. */
    static void widen(ChannelPipeline pipeline, TransportLimits limits) {
        WebSocketFrameAggregator aggregator = pipeline.get(WebSocketFrameAggregator.class);
        if (aggregator != null && aggregator.maxContentLength() < limits.messageBytes()) {
            pipeline.replace(aggregator, null, new WebSocketFrameAggregator(limits.messageBytes()));
            pipeline.replace(
                    WebSocket13FrameDecoder.class, null, new WebSocket13FrameDecoder(config(frameBytes(limits))));
        }
    }

    /** A frame that is a message by itself is seen by nobody who puts messages together. */
    private static int frameBytes(TransportLimits limits) {
        return Math.min(limits.frameBytes(), limits.messageBytes());
    }

    private static WebSocketDecoderConfig config(int frameBytes) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(frameBytes)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /** Answers what is not to become a WebSocket. */
    static void refuse(Channel channel, Refusal refusal) {
        byte[] body = Json.write(ErrorBody.of(refusal));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(StatusCodes.of(refusal.code())),
                Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
