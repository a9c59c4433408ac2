package dev.coop.transport.grpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** The accepted end of a connection: passes on what comes. */
final class FrontHandler extends ChannelInboundHandlerAdapter {
    private final RelayedChannel relayed;

    FrontHandler(RelayedChannel relayed) {
        this.relayed = relayed;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        relayed.receive(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        relayed.receiveComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        relayed.writable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // A client that can say nothing any more can't acknowledge anything either.
            var _ = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relayed.lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
