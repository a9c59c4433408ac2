package dev.coop.transport.http;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/** Puts head and body together; a body over the limit is refused when its head, or its first byte too many, comes. */
final class Bodies extends HttpObjectAggregator {
    private final int limit;
    private boolean refused;

    /** @param limit bytes of one body */
    Bodies(int limit) {
        super(limit);
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        super.channelRead(context, message);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        refused = true;
        Refusal refusal = Refusal.of(ErrorCode.TOO_LARGE, "a body has at most " + limit + " bytes");
        var response = Replies.of(refusal).to((HttpRequest) oversized);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
