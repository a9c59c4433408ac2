package dev.coop.transport.grpc;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.WebRules;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The gRPC server, with its services and its limits. It listens to nothing but what the bridge hands in. */
final class CoopServer implements AutoCloseable {
    /** Bytes that a client may send before it is answered: per stream, and per connection. */
    private static final int WINDOW = 1 << 20;

    /** How often a silent client is asked whether it is there, and how long it may take to say so. */
    private static final Duration PING_INTERVAL = Duration.ofMinutes(2);

    private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

    /** Clients may ask as often; who asks more is told that it is too much, and goes. */
    private static final Duration CLIENT_PING_INTERVAL = Duration.ofSeconds(10);

    /** Calls that a client may give up in so many seconds; that many more are an attack (CVE-2023-44487). */
    private static final int MAX_RESETS = 400;

    private static final int RESET_WINDOW_SECONDS = 10;

    /** How long the end of all calls may take at the end of the host. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /**
     * grpc-java tells here of every stream that its client gave up, with a trace. What clients do is no news for a host's
     * log; what fails in our own handlers is logged by them.
     */
    private static final Logger NOISE = Logger.getLogger("io.grpc");

    private final GateChannel gate;
    private final Server server;
    private final HealthStatusManager health;
    private final Streams streams;

    /** What the server is made from. */
    record Parts(Desk desk, WebRules rules, TransportLimits limits, Duration sweep) {
        /** What clients of HTTP/2 do not exceed by themselves. */
        int calls() {
            return limits.requests() + limits.subscriptions();
        }
    }

    private CoopServer(GateChannel gate, Server server, HealthStatusManager health, Streams streams) {
        this.gate = gate;
        this.server = server;
        this.health = health;
        this.streams = streams;
    }

    /** Waits until it is there. */
    static CoopServer start(Parts parts, EventLoop loop) {
        NOISE.setLevel(Level.SEVERE);
        GateChannel gate = new GateChannel();
        Streams streams = new Streams(parts.limits(), parts.sweep(), loop);
        HealthStatusManager health = new HealthStatusManager();
        Server server = NettyServerBuilder.forAddress(new Nowhere())
                .channelFactory(() -> gate)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(new FrontLoops(loop))
                .directExecutor()
                .maxInboundMessageSize(
                        Math.max(parts.limits().messageBytes(), parts.limits().uploadMessageBytes()))
                .maxInboundMetadataSize(parts.limits().headerBytes())
                .maxConcurrentCallsPerConnection(parts.calls())
                .flowControlWindow(WINDOW)
                .maxConnectionIdle(parts.limits().patience().idle().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTime(PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(PING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(CLIENT_PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
                .intercept(new Gatekeeper(parts.rules()))
                .addService(CoopService.of(parts, streams))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .fallbackHandlerRegistry(new UnknownMethods())
                .build();
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        health.setStatus(CoopService.NAME, ServingStatus.SERVING);
        return new CoopServer(gate, server, health, streams);
    }

    /** False if it is closed. */
    boolean admit(RelayedChannel connection) {
        try {
            gate.admit(connection);
            return true;
        } catch (ClosedChannelException closed) {
            return false;
        }
    }

    int streams() {
        return streams.count();
    }

    @Override
    public void close() {
        health.enterTerminalState();
        server.shutdown();
        streams.close();
        try {
            if (!server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** The address of a server that has none. */
    private static final class Nowhere extends SocketAddress {
        private static final long serialVersionUID = 1L;
    }
}
