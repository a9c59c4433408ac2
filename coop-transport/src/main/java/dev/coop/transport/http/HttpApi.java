package dev.coop.transport.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Refusal;
import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Visitor;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one connection, one after the other in their order. */
final class HttpApi extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    static final String TRANSPORT = "http";

    /** How long a client is waited for that has closed its side: it listens, or it is gone. */
    private static final int HALF_OPEN_SECONDS = 10;

    private static final String API = "/api/v1/";

    /** Where Prometheus looks, and its operation. */
    private static final String METRICS = "/metrics";

    /** What one connection needs of its surroundings. */
    interface Surroundings {
        /** The request is there as a whole. */
        void complete();

        /** It has been answered. */
        void answered();

        /** Takes the connection over for a WebSocket. */
        void upgrade(ChannelHandlerContext context, FullHttpRequest request, Entry entry);

        /** What is served besides operations; empty if there is nothing by that name. */
        Optional<CompletableFuture<Reply>> page(String path);
    }

    private record Waiting(FullHttpRequest request, CompletableFuture<Entry> entry) {}

    private final Desk desk;
    private final Visitor visitor;
    private final Routes routes;
    private final TransportLimits limits;
    private final Surroundings surroundings;
    private final Queue<CompletableFuture<Entry>> entries = new ArrayDeque<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean busy;

    /** The client has said all that it has to say, and may still be listening. */
    private boolean lastRequest;

    private @Nullable CompletableFuture<?> current;

    HttpApi(Desk desk, Visitor visitor, Routes routes, TransportLimits limits, Surroundings surroundings) {
        this.desk = desk;
        this.visitor = visitor;
        this.routes = routes;
        this.limits = limits;
        this.surroundings = surroundings;
    }

    /** Who sends the next request that is not here yet. */
    void sentBy(CompletableFuture<Entry> entry) {
        entries.add(entry);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        surroundings.complete();
        waiting.add(new Waiting(request, entries.remove()));
        waitingBytes += request.content().readableBytes();
        if (isTooMuchWaiting()) {
            context.channel().config().setAutoRead(false);
        }
        next(context);
    }

    /** Requests that were sent before the answer to an earlier one: so many, or so large, and nothing more is read. */
    private boolean isTooMuchWaiting() {
        return waiting.size() >= limits.requests() || waitingBytes >= limits.bodyBytes();
    }

    /** Who does not take his answers gets no more of them. */
    private void next(ChannelHandlerContext context) {
        while (!busy && !waiting.isEmpty() && context.channel().isWritable()) {
            busy = true;
            Waiting first = waiting.remove();
            waitingBytes -= first.request().content().readableBytes();
            if (!isTooMuchWaiting()
                    && !lastRequest
                    && !context.channel().config().isAutoRead()) {
                context.channel().config().setAutoRead(true);
            }
            if (first.entry().isDone()) {
                serve(context, first.request(), first.entry().join());
            } else {
                var _ = first.entry()
                        .thenAcceptAsync(
                                entry -> {
                                    serve(context, first.request(), entry);
                                    next(context);
                                },
                                context.executor());
            }
        }
    }

    private void serve(ChannelHandlerContext context, FullHttpRequest request, Entry entry) {
        CompletableFuture<Reply> reply;
        try {
            QueryStringDecoder target = new QueryStringDecoder(request.uri());
            String path = target.path();
            if (path.equals("/ws")) {
                surroundings.upgrade(context, request, entry);
                return;
            }
            reply = Cors.isPreflight(request)
                    ? CompletableFuture.completedFuture(Cors.preflight())
                    : page(request, path).orElseGet(() -> call(context, request, target, entry));
        } catch (Refusal refusal) {
            reply = CompletableFuture.completedFuture(refused(refusal));
        } catch (IllegalArgumentException badEscape) {
            reply = CompletableFuture.completedFuture(
                    refused(Refusal.of(ErrorCode.BAD_REQUEST, "the request's target is malformed")));
        }
        if (reply.isDone()) {
            finish(context, request, reply.join());
        } else {
            var _ = reply.thenAcceptAsync(
                    done -> {
                        finish(context, request, done);
                        next(context);
                    },
                    context.executor());
        }
    }

    /** For anybody: there is nothing of a session in it. */
    private Optional<CompletableFuture<Reply>> page(FullHttpRequest request, String path) {
        return Routes.method(request.method())
                .filter(Operation.Method.GET::equals)
                .flatMap(_ -> surroundings.page(path));
    }

    private CompletableFuture<Reply> call(
            ChannelHandlerContext context, FullHttpRequest request, QueryStringDecoder target, Entry entry) {
        String path = target.path().equals(METRICS) ? API + "metrics" : target.path();
        if (!path.startsWith(API)) {
            requireEntry(entry);
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is nothing here").withHint("the API is below " + API);
        }
        Routes.Found found;
        try {
            found = routes.find(Routes.method(request.method()), path.substring(API.length()));
        } catch (Refusal refusal) {
            requireEntry(entry);
            throw refusal;
        }
        if (found.operation().door() != Operation.Door.OPEN) {
            requireEntry(entry);
        }
        return call(context, request, target, found, found.operation(), entry);
    }

    private <Q, A> CompletableFuture<Reply> call(
            ChannelHandlerContext context,
            FullHttpRequest request,
            QueryStringDecoder target,
            Routes.Found found,
            Operation<Q, A> operation,
            Entry entry) {
        ObjectNode fields = fields(request);
        fields.setAll(found.fields());
        QueryFields.add(target, operation.request(), fields);
        Q bound = Json.bind(fields, operation.request());
        int status = operation.http().orElseThrow().status();
        Optional<Caller> caller = entry instanceof Caller known ? Optional.of(known) : Optional.empty();
        CompletableFuture<A> call = desk.call(
                visitor,
                caller,
                operation,
                desk.api().heading(found.session(), Reply.requestId(request)),
                bound,
                context.executor());
        current = call;
        if (!context.channel().isActive()) {
            giveUp();
        }
        return call.handle(
                (answer, failure) -> failure == null ? Replies.of(answer, status) : refused(refusal(failure)));
    }

    private static Refusal refusal(Throwable failure) {
        return failure instanceof CancellationException
                ? Refusal.of(
                                ErrorCode.NOT_READY,
                                "you closed your side of the connection, and the answer did not come within "
                                        + HALF_OPEN_SECONDS + " s")
                        .withHint("keep the connection open while you wait")
                : Desk.refusal(failure);
    }

    private Reply refused(Refusal refusal) {
        desk.refused(TRANSPORT, refusal);
        return Replies.of(refusal);
    }

    private static void requireEntry(Entry entry) {
        if (entry instanceof Denied denied) {
            throw Desk.refusal(denied);
        }
    }

    private static ObjectNode fields(FullHttpRequest request) {
        if (!request.content().isReadable()) {
            return Json.object();
        }
        String type = HttpUtil.getMimeType(request) == null
                ? ""
                : HttpUtil.getMimeType(request).toString().toLowerCase(Locale.ROOT);
        boolean fromPage = request.headers().contains(HttpHeaderNames.ORIGIN);
        // A page can send these types to anybody without being asked for leave first; curl sends them by default.
        boolean json = type.equals(Reply.JSON);
        if (!json && fromPage) {
            throw Refusal.badField("Content-Type", "the body of a request from a page has to be " + Reply.JSON);
        }
        if (!json && !type.isEmpty() && !type.equals("application/x-www-form-urlencoded")) {
            throw Refusal.badField("Content-Type", "the body has to be " + Reply.JSON);
        }
        if (!ByteBufUtil.isText(request.content(), StandardCharsets.UTF_8)) {
            // The parser lets some of it pass, and something else would be typed than was sent.
            throw Refusal.of(ErrorCode.BAD_REQUEST, "the body has to be UTF-8");
        }
        return Json.parse(new ByteBufInputStream(request.content()));
    }

    private void finish(ChannelHandlerContext context, FullHttpRequest request, Reply reply) {
        current = null;
        FullHttpResponse response = reply.to(request);
        Cors.allow(request, response);
        boolean keepAlive = HttpUtil.isKeepAlive(request) && !(lastRequest && waiting.isEmpty());
        request.release();
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        surroundings.answered();
        busy = false;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            lastRequest = true;
            if (!busy && waiting.isEmpty()) {
                var _ = context.close();
            } else {
                // Whether he still listens can't be seen.
                var _ = context.executor().schedule(this::giveUp, HALF_OPEN_SECONDS, TimeUnit.SECONDS);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        next(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        giveUp();
        context.fireChannelInactive();
    }

    /** Nobody waits any more for what a long poll is waiting for. */
    private void giveUp() {
        if (current != null) {
            current.cancel(false);
        }
    }

    /** Also when the connection has become a WebSocket. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(left -> left.request().release());
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection failed", cause);
        var _ = context.close();
    }
}
