package dev.coop.transport;

import dev.coop.transport.admission.Visitor;
import io.netty.channel.ChannelHandlerContext;

/** Takes a connection over that speaks HTTP/2. */
@FunctionalInterface
public interface GrpcDoor {
    /** Adds its handlers behind the one of {@code context}, which is removed then and passes on what it has read. */
    void relay(ChannelHandlerContext context, Visitor visitor);
}
