package dev.coop.bench;

import dev.coop.core.api.Api;
import dev.coop.core.api.HostControl;
import dev.coop.core.config.ServerSettings;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.ScreenFeed;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.session.Uploads;
import dev.coop.transport.ListenException;
import dev.coop.transport.Transports;
import dev.coop.transport.admission.Tokens;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host with all its transports on a port of this machine, in this process; limits as by default. */
final class ServedHost implements AutoCloseable {
    private final Host host = new Host();
    private final Api api = new Api(host, new Control());
    private final Transports transports;

    ServedHost() throws ListenException {
        ServerSettings settings = new ServerSettings(
                "127.0.0.1",
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                ScreenFeed.DEFAULT_INTERVAL,
                TransportLimits.DEFAULT);
        transports = Transports.open(settings, Optional.empty(), api, Tokens.none());
    }

    /** Starts a program on a terminal of the size of all figures. */
    Session start(String... command) throws Exception {
        return CoopSessions.start(host, command);
    }

    InetSocketAddress address() {
        return transports.addresses().getFirst();
    }

    /** Connections that are open now. */
    int connections() {
        return transports.connections();
    }

    /** WebSockets that are open now. */
    int webSockets() {
        return api.clients().get();
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
            // Whoever measures ends the host.
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
            return new Uploads(Path.of(System.getProperty("java.io.tmpdir")), TransportLimits.DEFAULT.uploadBytes());
        }

        @Override
        public SessionLimits limits() {
            return SessionLimits.DEFAULT;
        }

        @Override
        public String version() {
            return "coop bench";
        }
    }
}
