package dev.coop.transport.grpc;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Desk;
import dev.coop.transport.GrpcDoor;
import dev.coop.transport.admission.Visitor;
import dev.coop.transport.admission.WebRules;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands connections that speak HTTP/2 to the gRPC server. That is made when the first of them comes: a host that nobody
 * calls by gRPC does not pay for it, and one that is called first by HTTP has answered by then. Connections that come
 * meanwhile wait for it.
 */
public final class GrpcBridge implements GrpcDoor, AutoCloseable {
    static final String TRANSPORT = "grpc";

    private static final Logger LOG = LoggerFactory.getLogger(GrpcBridge.class);

    private final CoopServer.Parts parts;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<CoopServer> server;
    private boolean closed;

    /** @param sweep how often the tokens of streams are looked at */
    public GrpcBridge(Desk desk, WebRules rules, TransportLimits limits, Duration sweep) {
        this.parts = new CoopServer.Parts(desk, rules, limits, sweep);
    }

    @Override
    public void relay(ChannelHandlerContext context, Visitor visitor) {
        Channel front = context.channel();
        front.config().setAutoRead(false);
        RelayedChannel relayed = new RelayedChannel(
                front,
                new Connection(visitor, front.eventLoop(), parts.limits()),
                parts.limits().patience().stall());
        context.pipeline().addAfter(context.name(), null, new FrontHandler(relayed));
        var _ = server(front.eventLoop()).whenComplete((ready, failure) -> {
            if (ready == null || !ready.admit(relayed)) {
                var _ = front.close();
            }
        });
    }

    private CompletableFuture<CoopServer> server(EventLoop loop) {
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.failedFuture(new ClosedChannelException());
            }
            if (server == null) {
                server = onThreadOfItsOwn(() -> CoopServer.start(parts, loop));
                var _ = server.whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.error("the gRPC server can't be started; its clients are turned away", failure);
                    }
                });
            }
            return server;
        }
    }

    /** Starting waits, and loads many classes. */
    private static <T> CompletableFuture<T> onThreadOfItsOwn(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name("coop-grpc-start").daemon().start(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Streams that are open now. */
    public int streams() {
        CompletableFuture<CoopServer> running;
        synchronized (lock) {
            running = server;
        }
        return running == null || !running.isDone() || running.isCompletedExceptionally()
                ? 0
                : running.join().streams();
    }

    /** Ends all calls and streams, and tells their clients why. Waits for that, but not for long. */
    @Override
    public void close() {
        CompletableFuture<CoopServer> running;
        synchronized (lock) {
            running = closed ? null : server;
            closed = true;
        }
        if (running != null) {
            running.exceptionally(_ -> null)
                    .thenAccept(started -> {
                        if (started != null) {
                            started.close();
                        }
                    })
                    .join();
        }
    }
}
