package dev.coop.transport;

import dev.coop.core.api.Api;
import dev.coop.core.api.HostControl;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.session.SessionMark;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.RunningSession;
import dev.coop.transport.admission.Tokens;
import dev.coop.transport.admission.WebRules;
import dev.coop.transport.grpc.GrpcBridge;
import dev.coop.transport.http.HttpDoor;
import dev.coop.transport.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A real host that listens on loopback and on a Unix socket, for tests. */
public final class TestHost implements AutoCloseable {
    public final Host host = new Host();
    public final CountDownLatch shutdown = new CountDownLatch(1);
    public final Api api;
    public final Server server;
    public final GrpcBridge grpc;
    private final Map<String, SessionMark> marks = new ConcurrentHashMap<>();

    public TestHost(Path directory) throws ListenException {
        this(directory, Tokens.none());
    }

    public TestHost(Path directory, Tokens tokens) throws ListenException {
        api = new Api(host, new Control(), (_, _, _) -> {});
        Admission admission = Admission.open(tokens, this::running, false);
        Desk desk = new Desk(api);
        WebRules rules = WebRules.allowing(List.of(), List.of());
        grpc = new GrpcBridge(desk, rules, Duration.ofMillis(50));
        HttpDoor http = new HttpDoor(
                desk,
                rules,
                (context, request, _, _) -> {
                    request.release();
                    var _ = context.close();
                },
                HttpLimits.DEFAULT);
        server = Server.open(
                new ServerOptions(
                        "127.0.0.1",
                        Optional.of(0),
                        Optional.empty(),
                        Optional.of(0),
                        Optional.of(directory.resolve("coop/host.sock")),
                        1000),
                admission,
                http,
                grpc);
    }

    /** Starts {@code sh -c script}, with what every program of a session has in its environment. */
    public Session sh(String name, String script) throws SpawnException {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
        mark(name).addTo(environment);
        return host.start(host.create(
                Optional.of(name),
                new Launch(
                        List.of("sh", "-c", script),
                        Path.of("/"),
                        environment,
                        "xterm-256color",
                        new WindowSize(80, 24)),
                SessionLimits.DEFAULT));
    }

    public int port() {
        return server.addresses().getFirst().getPort();
    }

    public int healthPort() {
        return server.addresses().get(1).getPort();
    }

    private List<RunningSession> running() {
        return host.sessions().stream()
                .map(session -> new RunningSession(session.name(), session.pid(), mark(session.name())))
                .toList();
    }

    private SessionMark mark(String session) {
        return marks.computeIfAbsent(session, _ -> SessionMark.random());
    }

    @Override
    public void close() {
        grpc.close();
        server.close();
        host.close();
        api.close();
    }

    private final class Control implements HostControl {
        @Override
        public void shutdown() {
            shutdown.countDown();
        }

        @Override
        public void end(Session session) {
            host.remove(session);
        }

        @Override
        public Launch launch(
                List<String> command, Path directory, Map<String, String> environment, int columns, int rows) {
            return new Launch(
                    command,
                    directory,
                    Map.of("PATH", "/usr/bin:/bin"),
                    "xterm-256color",
                    new WindowSize(columns, rows));
        }

        @Override
        public SessionLimits limits() {
            return SessionLimits.DEFAULT;
        }

        @Override
        public String version() {
            return "coop test";
        }
    }
}
