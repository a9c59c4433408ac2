package dev.coop.transport.grpc;

import dev.coop.core.api.Api;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.session.Session;
import dev.coop.transport.Desk;
import dev.coop.transport.ListenException;
import dev.coop.transport.Server;
import dev.coop.transport.ServerOptions;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.Tokens;
import dev.coop.transport.admission.WebRules;
import dev.coop.transport.http.HttpDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A host with a bridge that a test can look into. */
final class BridgeHost implements AutoCloseable {
    /** Short enough for a test to wait for. */
    private static final Duration SWEEP = Duration.ofMillis(50);

    private final TestHost host;
    private final Admission admission;
    private final Path socket;
    final GrpcBridge grpc;
    final Server server;

    BridgeHost(Path directory) throws ListenException {
        this(directory, Tokens.none(), TransportLimits.DEFAULT);
    }

    BridgeHost(Path directory, Tokens tokens, TransportLimits limits) throws ListenException {
        host = new TestHost(directory);
        admission = Admission.open(tokens, List::of, false);
        socket = directory.resolve("bridge/host.sock");
        Desk desk = new Desk(host.api);
        WebRules rules = WebRules.allowing(List.of(), List.of());
        grpc = new GrpcBridge(desk, rules, limits, SWEEP);
        HttpDoor http = new HttpDoor(
                desk,
                rules,
                (context, request, _, _) -> {
                    request.release();
                    var _ = context.close();
                },
                limits,
                () -> new byte[0]);
        server = Server.open(
                new ServerOptions(
                        "127.0.0.1",
                        Optional.of(0),
                        Optional.of(0),
                        Optional.empty(),
                        Optional.of(socket),
                        true,
                        limits),
                admission,
                http,
                grpc,
                host.api.meters());
    }

    /** Starts {@code sh -c script}. */
    Session sh(String name, String script) throws SpawnException {
        return host.sh(name, script);
    }

    void remove(Session session) {
        host.host.remove(session);
    }

    Api api() {
        return host.api;
    }

    CountDownLatch shutdown() {
        return host.shutdown;
    }

    int port() {
        return server.addresses().getFirst().getPort();
    }

    /** The one for gRPC alone. */
    int grpcPort() {
        return server.addresses().get(1).getPort();
    }

    Path socket() {
        return socket;
    }

    @Override
    public void close() {
        grpc.close();
        server.close();
        admission.close();
        host.close();
    }
}
