package dev.coop.transport;

import dev.coop.core.api.Api;
import dev.coop.core.api.Json;
import dev.coop.core.config.ServerSettings;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.RunningSession;
import dev.coop.transport.admission.Tokens;
import dev.coop.transport.admission.WebRules;
import dev.coop.transport.describe.OpenApi;
import dev.coop.transport.grpc.GrpcBridge;
import dev.coop.transport.http.HttpDoor;
import dev.coop.transport.ws.WebSockets;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that brings clients to a host's operations, put together. */
public final class Transports implements AutoCloseable {
    private final Admission admission;
    private final WebSockets webSockets;
    private final GrpcBridge grpc;
    private final Server server;

    private Transports(Admission admission, WebSockets webSockets, GrpcBridge grpc, Server server) {
        this.admission = admission;
        this.webSockets = webSockets;
        this.grpc = grpc;
        this.server = server;
    }

    /**
     * Listens everywhere it is to, or nowhere.
     *
     * @param socket the Unix socket, of the settings or the session's own place
     */
    public static Transports open(ServerSettings settings, Optional<Path> socket, Api api, Tokens tokens)
            throws ListenException {
        return open(settings, socket, api, tokens, Sweep.INTERVAL);
    }

    static Transports open(ServerSettings settings, Optional<Path> socket, Api api, Tokens tokens, Duration sweep)
            throws ListenException {
        WebRules rules = WebRules.allowing(settings.allowedHosts(), settings.allowedOrigins());
        Desk desk = new Desk(api);
        Admission admission = Admission.open(tokens, () -> running(api), settings.allowSelfDrive());
        TransportLimits limits = settings.limits();
        GrpcBridge grpc = new GrpcBridge(desk, rules, limits, sweep);
        WebSockets webSockets = new WebSockets(desk, limits, sweep);
        HttpDoor http =
                new HttpDoor(desk, rules, webSockets, limits, () -> Json.write(OpenApi.document(api.version())));
        ServerOptions options = new ServerOptions(
                settings.host(),
                settings.port(),
                settings.portGrpc(),
                settings.portHealth(),
                socket,
                settings.socket().isEmpty(),
                limits);
        try {
            return new Transports(
                    admission, webSockets, grpc, Server.open(options, admission, http, grpc, api.meters()));
        } catch (ListenException | RuntimeException failure) {
            webSockets.close();
            grpc.close();
            admission.close();
            throw failure;
        }
    }

    private static List<RunningSession> running(Api api) {
        return api.host().sessions().stream().map(Transports::running).toList();
    }

    private static RunningSession running(Session session) {
        return new RunningSession(session.name(), session.pid(), session.mark());
    }

    /** Where it listens on TCP: the port for everything first, then gRPC's and that of health, as far as asked for. */
    public List<InetSocketAddress> addresses() {
        return server.addresses();
    }

    /** Takes no more connections; those that are there go on. */
    public void stopListening() {
        server.stopListening();
    }

    /** Connections that are open now. */
    public int connections() {
        return server.connections();
    }

    /** For tests, which count what is encoded. */
    WebSockets webSockets() {
        return webSockets;
    }

    @Override
    public void close() {
        server.stopListening();
        webSockets.close();
        // Its last words need the server's threads.
        grpc.close();
        server.close();
        admission.close();
    }
}
