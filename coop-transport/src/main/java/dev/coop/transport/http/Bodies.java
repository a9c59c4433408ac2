package dev.coop.transport.http;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.InputOperations;
import dev.coop.core.api.Refusal;
import dev.coop.core.config.TransportLimits;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Puts head and body together; a body over the limit is refused when its head, or its first byte too many, comes. */
final class Bodies extends HttpObjectAggregator {
    private final TransportLimits limits;
    private final Routes routes;
    private @Nullable HttpRequest head;
    private long received;
    private boolean refused;

    /** @param routes tell where files are uploaded, which may be larger */
    Bodies(TransportLimits limits, Routes routes) {
        super(Math.max(limits.bodyBytes(), limits.uploadBodyBytes()));
        this.limits = limits;
        this.routes = routes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest begun) {
            head = begun;
            received = 0;
        }
        if (message instanceof HttpContent part && head != null) {
            received += part.content().readableBytes();
            if (isTooMuch(head, received)) {
                ReferenceCountUtil.release(message);
                handleOversizedMessage(context, head);
                return;
            }
        }
        super.channelRead(context, message);
    }

    @Override
    protected boolean isContentLengthInvalid(HttpMessage start, int maxContentLength) {
        return isTooMuch((HttpRequest) start, HttpUtil.getContentLength(start, -1L));
    }

    /** Whoever asks whether to go on is answered like everybody else if not. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        return isContentLengthInvalid(start, maxContentLength)
                ? null
                : super.newContinueResponse(start, maxContentLength, pipeline);
    }

    private boolean isTooMuch(HttpRequest request, long bytes) {
        return bytes > limits.bodyBytes() && bytes > limit(request);
    }

    private int limit(HttpRequest request) {
        return routes.leadsTo(InputOperations.UPLOAD, request) ? limits.uploadBodyBytes() : limits.bodyBytes();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        refused = true;
        HttpRequest request = (HttpRequest) oversized;
        Refusal refusal = Refusal.of(ErrorCode.TOO_LARGE, "a body has at most " + limit(request) + " bytes here");
        var response = Replies.of(refusal).to(request);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
