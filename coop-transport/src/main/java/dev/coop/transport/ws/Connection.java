package dev.coop.transport.ws;

import dev.coop.core.config.TransportLimits;
import dev.coop.core.metrics.Figure;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Visitor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket: its frames, its liveness, its end. What is said on it is the {@link Dialogue}'s. */
final class Connection extends ChannelInboundHandlerAdapter implements Dialogue.Line {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** For the other end to take the reason and close too. After that it is cut. */
    private static final int CLOSE_SECONDS = 5;

    /**
     * Bytes that the kernel may keep at the end, for a client that reads long after we are gone: what waits for him and the
     * reason behind it. Doubled by the kernel, and cut to what the system allows, by default 208 KiB. That is enough for
     * streams on TCP, of which 64 KiB and one frame wait at most behind the kernel's share. Not told is who has larger
     * answers waiting, who sends something after the end and so makes his kernel forget what he did not read, and, where
     * the system allows no more than by default, who comes by a Unix socket: it takes more only when it is nearly empty.
     */
    private static final int LAST_BUFFER = 1 << 20;

    private final Channel channel;
    private final Desk desk;
    private final Visitor visitor;
    private final LoopClients clients;
    private final TransportLimits limits;
    private final Outlet outlet;
    private final Subscriptions subscriptions;
    private final Dialogue dialogue;
    private final long openedAt = System.nanoTime();
    private long heardAt = openedAt;
    private long pingedAt;
    private boolean pinged;
    private boolean begun;

    /** The end of the read flushes, once for all answers. */
    private boolean reading;

    private boolean held;
    private boolean ended;

    Connection(
            Channel channel,
            Desk desk,
            Visitor visitor,
            Optional<Caller> caller,
            ConnectQuery query,
            LoopClients clients,
            TransportLimits limits) {
        this.channel = channel;
        this.desk = desk;
        this.visitor = visitor;
        this.clients = clients;
        this.limits = limits;
        this.outlet = new Outlet(channel, desk.api().meters());
        this.subscriptions =
                new Subscriptions(clients, outlet, channel.alloc(), query.binary(), limits.subscriptions());
        this.dialogue = new Dialogue(
                desk,
                visitor,
                caller,
                query,
                channel.eventLoop(),
                subscriptions,
                new Requests(channel.eventLoop(), limits.requests()),
                this);
    }

    /** The handshake is through. */
    void begin() {
        if (!channel.isActive()) {
            return;
        }
        begun = true;
        clients.add(this);
        desk.api().clients().incrementAndGet();
        dialogue.begin();
        outlet.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        reading = true;
        try {
            pinged = false;
            if (frame instanceof CloseWebSocketFrame close) {
                answerClose(close);
            } else if (!ended) {
                hear(frame);
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void hear(Object frame) {
        if (!channel.isWritable()) {
            // Answers add to what the client does not take: one at a time until he does.
            channel.config().setAutoRead(false);
        }
        switch (frame) {
            case TextWebSocketFrame text -> dialogue.hear(text.content());
            case PingWebSocketFrame ping -> outlet.write(Frames.pong(channel.alloc(), ping.content()));
            // Pongs only had to come; binary messages mean nothing, as clients of the wire contract know.
            default -> {}
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        heardAt = System.nanoTime();
        outlet.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            subscriptions.serveAgain();
            listen();
        }
    }

    @Override
    public void say(byte[] message) {
        outlet.write(Frames.text(channel.alloc(), message));
        if (!reading) {
            outlet.flush();
        }
    }

    @Override
    public void holdUntil(CompletableFuture<?> done) {
        if (done.isDone()) {
            return;
        }
        held = true;
        channel.config().setAutoRead(false);
        var _ = done.whenCompleteAsync(
                (_, _) -> {
                    held = false;
                    listen();
                },
                channel.eventLoop());
    }

    private void listen() {
        if (!held && !channel.config().isAutoRead() && channel.isWritable()) {
            heardAt = System.nanoTime();
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void admitted() {
        Upgrade.widen(channel.pipeline(), limits);
    }

    /** To be called now and then. */
    void lookAfter(long now) {
        if (ended) {
            return;
        }
        if (outlet.stalledNanos(now) >= limits.patience().stall().toNanos()) {
            desk.api().meters().count(Figure.SLOW_CLIENTS_CLOSED);
            close(CloseReason.NOT_READ);
        } else if (dialogue.caller().isEmpty()
                && now - openedAt >= limits.patience().login().toNanos()) {
            close(CloseReason.NOT_AUTHENTICATED);
        } else {
            askWhetherThere(now);
            dialogue.caller().ifPresent(this::lookAtToken);
        }
    }

    private void askWhetherThere(long now) {
        if (!channel.config().isAutoRead() || !channel.isWritable()) {
            // Either is not listened to, or would not hear it before all that waits for him.
            return;
        }
        if (pinged && now - pingedAt >= limits.patience().pong().toNanos()) {
            close(CloseReason.SILENT);
        } else if (!pinged && now - heardAt >= limits.patience().silence().toNanos()) {
            pinged = true;
            pingedAt = now;
            outlet.write(Frames.ping(channel.alloc()));
            outlet.flush();
        }
    }

    /** Who is pushed to says nothing that would be looked at otherwise. */
    private void lookAtToken(Caller caller) {
        var _ = visitor.stays(caller)
                .thenAcceptAsync(denied -> denied.ifPresent(_ -> close(CloseReason.REVOKED)), channel.eventLoop());
    }

    @Override
    public void close(CloseReason reason) {
        if (ended) {
            return;
        }
        end();
        if (!channel.isOpen()) {
            // What was written just now found that he has gone.
            return;
        }
        // Who takes nothing now would be cut off in the middle of a frame, and never hear why.
        channel.config().setOption(ChannelOption.SO_SNDBUF, LAST_BUFFER);
        ByteBuf frame = Frames.close(channel.alloc(), reason.code(), reason.text());
        // Only our direction: bytes that come meanwhile would otherwise make the kernel take the reason back.
        channel.writeAndFlush(frame).addListener(_ -> {
            var _ = ((DuplexChannel) channel).shutdownOutput();
        });
        channel.config().setAutoRead(true);
        var _ = channel.eventLoop().schedule(this::cut, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void answerClose(CloseWebSocketFrame close) {
        if (ended) {
            cut();
            return;
        }
        end();
        ByteBuf answer = close.statusCode() < 0
                ? Frames.emptyClose(channel.alloc())
                : Frames.close(channel.alloc(), close.statusCode(), "");
        channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void cut() {
        var _ = channel.close();
    }

    /** Pushes what there is, and says that the host ends. */
    void hostEnds() {
        subscriptions.serveAgain();
        close(CloseReason.HOST_ENDS);
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        dialogue.end();
        outlet.close();
        if (begun) {
            clients.remove(this);
            desk.api().clients().decrementAndGet();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException corrupt -> close(reason(corrupt.closeStatus()));
            case TooLongFrameException _ -> close(CloseReason.TOO_LARGE);
            case IOException _ -> cut();
            default -> {
                LOG.error("a WebSocket failed", cause);
                close(CloseReason.FAULT);
            }
        }
    }

    private static CloseReason reason(WebSocketCloseStatus status) {
        if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            return CloseReason.TOO_LARGE;
        }
        return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA) ? CloseReason.BAD_TEXT : CloseReason.BAD_FRAME;
    }
}
