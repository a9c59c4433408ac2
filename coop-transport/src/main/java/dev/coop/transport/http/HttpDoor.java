package dev.coop.transport.http;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Visitor;
import dev.coop.transport.admission.WebRules;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Furnishes connections that speak HTTP/1.1. One for all of them. */
public final class HttpDoor {
    /**
     * Requests that may be there when it is decided to read no more: 64 KiB are read at once, and the shortest request has
     * 18 bytes. Netty breaks the connection off beyond that, without an answer.
     */
    private static final int REQUESTS_OF_ONE_READ = (64 << 10) / 18;

    private final Desk desk;
    private final WebRules rules;
    private final WebSocketDoor webSockets;
    private final TransportLimits limits;
    private final Routes routes = Routes.all();
    private final Routes health = Routes.health();
    private final Pages pages;

    /**
     * Serves what is given.
     *
     * @param description of the interface, in JSON; asked for when somebody wants to read it
     */
    public HttpDoor(
            Desk desk, WebRules rules, WebSocketDoor webSockets, TransportLimits limits, Supplier<byte[]> description) {
        this.desk = desk;
        this.rules = rules;
        this.webSockets = webSockets;
        this.limits = limits;
        this.pages = Pages.of(description);
    }

    /** Adds what is needed to a connection; {@code deadlines} stands before it already. */
    public void furnish(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines) {
        furnish(pipeline, visitor, deadlines, routes, pages);
    }

    /** The same for a connection to the port of health checks, where there is nothing else. */
    public void furnishHealth(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines) {
        furnish(pipeline, visitor, deadlines, health, Pages.none());
    }

    private void furnish(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines, Routes routes, Pages pages) {
        HttpApi api = new HttpApi(desk, visitor, routes, limits, new Connection(visitor, deadlines, pages));
        pipeline.addLast(
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.headerBytes())
                                .setMaxHeaderSize(limits.headerBytes()),
                        limits.requests() + REQUESTS_OF_ONE_READ),
                new HttpGate(desk, visitor, rules, api::sentBy),
                new Bodies(limits, routes),
                api);
    }

    private final class Connection implements HttpApi.Surroundings {
        private final Visitor visitor;
        private final Deadlines deadlines;
        private final Pages pages;

        Connection(Visitor visitor, Deadlines deadlines, Pages pages) {
            this.visitor = visitor;
            this.deadlines = deadlines;
            this.pages = pages;
        }

        @Override
        public void complete() {
            deadlines.complete();
        }

        @Override
        public void answered() {
            deadlines.answered();
        }

        @Override
        public void upgrade(ChannelHandlerContext context, FullHttpRequest request, Entry entry) {
            context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            webSockets.upgrade(context, request, visitor, entry);
        }

        @Override
        public Optional<CompletableFuture<Reply>> page(String path) {
            return pages.find(path);
        }
    }
}
