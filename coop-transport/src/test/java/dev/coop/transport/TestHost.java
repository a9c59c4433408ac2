package dev.coop.transport;

import dev.coop.core.api.Api;
import dev.coop.core.api.HostControl;
import dev.coop.core.config.Configuration;
import dev.coop.core.config.ServerSettings;
import dev.coop.core.config.Setting;
import dev.coop.core.config.SettingsException;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.session.Uploads;
import dev.coop.transport.admission.Tokens;
import dev.coop.transport.ws.WebSockets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A real host that listens on loopback and on a Unix socket, for tests. */
public final class TestHost implements AutoCloseable {
    public final Host host = new Host();
    public final CountDownLatch shutdown = new CountDownLatch(1);
    public final Api api;
    public final Transports transports;
    public final WebSockets webSockets;
    private final Path directory;
    private final TransportLimits limits;

    public TestHost(Path directory) throws ListenException {
        this(directory, Tokens.none());
    }

    public TestHost(Path directory, Tokens tokens) throws ListenException {
        this(directory, tokens, TransportLimits.DEFAULT, Sweep.INTERVAL);
    }

    /** @param sweep how often connections are looked after */
    public TestHost(Path directory, Tokens tokens, TransportLimits limits, Duration sweep) throws ListenException {
        this.directory = directory;
        this.limits = limits;
        api = new Api(host, new Control());
        transports = Transports.open(settings(), Optional.of(socket()), api, tokens, sweep);
        webSockets = transports.webSockets();
    }

    /** The Unix socket on which it listens. */
    public Path socket() {
        return directory.resolve("coop/host.sock");
    }

    /** The limits of a host to which these settings are given. */
    public static TransportLimits limits(Map<Setting<?>, String> given) {
        try {
            return TransportLimits.of(Configuration.read(given, Map.of()));
        } catch (SettingsException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private ServerSettings settings() {
        return new ServerSettings(
                "127.0.0.1",
                Optional.of(0),
                Optional.empty(),
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("https://friend.example"),
                false,
                Duration.ofMillis(50),
                limits);
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
        return transports.addresses().getFirst().getPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return transports.connections();
    }

    public int healthPort() {
        return transports.addresses().get(1).getPort();
    }

    @Override
    public void close() {
        transports.close();
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
        public Uploads uploads() {
            return new Uploads(directory.resolve("state"), limits.uploadBytes());
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
