package dev.coop.transport.http;

import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Visitor;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;

/** Takes a connection over when it asks for a WebSocket. */
@FunctionalInterface
public interface WebSocketDoor {
    /**
     * Answers the handshake. The request comes from where it may come from; it has to be released.
     *
     * @param entry who asks by the request's headers and the connection, or why that is nobody
     */
    void upgrade(ChannelHandlerContext context, FullHttpRequest request, Visitor visitor, Entry entry);
}
