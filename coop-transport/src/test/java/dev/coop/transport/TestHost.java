package dev.coop.transport;

import dev.coop.core.api.Api;
import dev.coop.core.api.HostControl;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.RunningSession;
import dev.coop.transport.admission.Tokens;
import dev.coop.transport.admission.WebRules;
import dev.coop.transport.http.HttpDoor;
import dev.coop.transport.http.HttpLimits;
import dev.coop.transport.ws.WebSocketLimits;
import dev.coop.transport.ws.WebSockets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A real host that listens on loopback and on a Unix socket, for tests. */
public final class TestHost implements AutoCloseable {
    public static final WebSocketLimits WEB_SOCKET_LIMITS =
            new WebSocketLimits(1 << 20, 2 << 20, 64, 64, WebSocketLimits.Times.DEFAULT);

    public final Host host = new Host();
    public final CountDownLatch shutdown = new CountDownLatch(1);
    public final Api api;
    public final Server server;
    public final WebSockets webSockets;

    public TestHost(Path directory) throws ListenException {
        this(directory, Tokens.none());
    }

    public TestHost(Path directory, Tokens tokens) throws ListenException {
        this(directory, tokens, WEB_SOCKET_LIMITS);
    }

    public TestHost(Path directory, Tokens tokens, WebSocketLimits limits) throws ListenException {
        api = new Api(host, new Control(), (_, _, _) -> {});
        Admission admission = Admission.open(tokens, this::running, false);
        Desk desk = new Desk(api);
        webSockets = new WebSockets(desk, limits);
        HttpDoor http = new HttpDoor(desk, WebRules.allowing(List.of(), List.of()), webSockets, HttpLimits.DEFAULT);
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
                (context, _) -> {
                    var _ = context.close();
                });
    }

    /** Starts {@code sh -c script}. */
    public Session sh(String name, String script) throws SpawnException {
        return host.start(host.create(
                Optional.of(name),
                new Launch(
                        List.of("sh", "-c", script),
                        Path.of("/"),
                        Map.of("PATH", "/usr/bin:/bin"),
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
        return List.of();
    }

    @Override
    public void close() {
        webSockets.close();
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
