package dev.coop.transport.ws;

import dev.coop.core.api.Refusal;
import dev.coop.core.api.Scope;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Credentials;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Visitor;
import dev.coop.transport.http.WebSocketDoor;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The WebSockets of a host: {@code /ws?subscribe=…&session=…&token=…&since_seq=…&offset=…&binary=true&attach=true}.
 *
 * <p>One for all connections, also those that are open when it is closed: they are told that the host ends.
 */
public final class WebSockets implements WebSocketDoor, AutoCloseable {
    /** Bytes that may wait for one client, beside the frame that crosses the mark, and where his streams go on. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(16 << 10, 64 << 10);

    /**
     * Bytes that the kernel may keep for one client beside that; it doubles them. By itself it would keep up to 4 MiB, and
     * a slow client would see what happened a minute ago.
     */
    private static final int SEND_BUFFER = 128 << 10;

    private final Desk desk;
    private final TransportLimits limits;
    private final Duration sweep;
    private final FrameStore store = new FrameStore(ByteBufAllocator.DEFAULT);
    private final Map<EventLoop, LoopClients> loops = new ConcurrentHashMap<>();

    /** @param sweep how often connections are looked after: no deadline is kept more exactly */
    public WebSockets(Desk desk, TransportLimits limits, Duration sweep) {
        this.desk = desk;
        this.limits = limits;
        this.sweep = sweep;
    }

    @Override
    public void upgrade(ChannelHandlerContext context, FullHttpRequest request, Visitor visitor, Entry entry) {
        CompletableFuture<Entry> admission;
        QueryStringDecoder url = new QueryStringDecoder(request.uri());
        Optional<String> token;
        ConnectQuery query;
        try {
            Upgrade.requireHandshake(request);
            token = ConnectQuery.token(url);
            query = ConnectQuery.of(url);
            admission = token.map(presented -> visitor.admit(Credentials.none().withToken(presented)))
                    .orElseGet(() -> CompletableFuture.completedFuture(entry));
        } catch (Refusal refusal) {
            request.release();
            Upgrade.refuse(context.channel(), refusal);
            return;
        }
        if (admission.isDone()) {
            open(context.channel(), request, visitor, query, admission.join(), token.isPresent());
        } else {
            var _ = admission.thenAcceptAsync(
                    late -> open(context.channel(), request, visitor, query, late, token.isPresent()),
                    context.executor());
        }
    }

    private void open(
            Channel channel,
            FullHttpRequest request,
            Visitor visitor,
            ConnectQuery query,
            Entry entry,
            boolean withToken) {
        try {
            Optional<Caller> caller = caller(entry, withToken);
            if (caller.isPresent() && !query.channels().isEmpty()) {
                Optional<Session> _ = desk.api().target(query.session(), Scope.SESSION);
            }
            channel.config().setWriteBufferWaterMark(WATER_MARK);
            channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
            LoopClients clients = loops.computeIfAbsent(
                    channel.eventLoop(), loop -> new LoopClients(loop, store, channel.alloc(), sweep));
            Connection connection = new Connection(channel, desk, visitor, caller, query, clients, limits);
            Upgrade.perform(channel, request, connection, caller.isPresent(), limits);
        } catch (Refusal refusal) {
            Upgrade.refuse(channel, refusal);
        } finally {
            request.release();
        }
    }

    /** Somebody who presents nothing may do so later; who presents what is wrong is told so. */
    private static Optional<Caller> caller(Entry entry, boolean withToken) {
        return switch (entry) {
            case Caller known -> Optional.of(known);
            case Denied denied ->
                switch (denied.why()) {
                    case NO_TOKEN, OTHER_USER, UNKNOWN_USER, REMOTE -> {
                        if (withToken) {
                            throw Desk.refusal(denied);
                        }
                        yield Optional.empty();
                    }
                    default -> throw Desk.refusal(denied);
                };
        };
    }

    /** What is pushed of a session, if anybody subscribes to it. */
    Optional<SessionFrames> frames(Session session) {
        return store.of(session);
    }

    /** Sends every client what there is for him, as far as he takes it, and tells him that the host ends. */
    @Override
    public void close() {
        loops.forEach((loop, clients) ->
                loop.execute(() -> List.copyOf(clients.connections()).forEach(Connection::hostEnds)));
    }
}
