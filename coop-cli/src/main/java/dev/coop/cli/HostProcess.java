package dev.coop.cli;

import dev.coop.core.api.Api;
import dev.coop.core.config.HostSettings;
import dev.coop.core.config.StateDirectory;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.time.TimerThread;
import dev.coop.transport.ListenException;
import dev.coop.transport.Transports;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host with its first session, and everybody who listens for clients. First it listens, then the program is started: a
 * hook that the program calls at once finds somebody there, and where nobody can listen nothing is started.
 */
final class HostProcess implements AutoCloseable {
    private final Host host;
    private final TimerThread timers;
    private final Api api;
    private final Session session;
    private final SocketChoice choice;
    private final Transports transports;

    private HostProcess(
            Host host, TimerThread timers, Api api, Session session, SocketChoice choice, Transports transports) {
        this.host = host;
        this.timers = timers;
        this.api = api;
        this.session = session;
        this.choice = choice;
        this.transports = transports;
    }

    /** Listens; the program does not run yet. */
    static HostProcess open(Caller caller, RunOptions options, WindowSize size, Ending ending, boolean anyPlace)
            throws ListenException {
        HostSettings settings = options.settings();
        Map<String, String> environment = ChildEnvironment.of(caller.environment());
        Path state = StateDirectory.of(caller.environment());
        SocketChoice choice = SocketChoice.of(settings.server(), caller.environment(), options.command());
        Host host = new Host(settings.server().screenDebounce());
        TimerThread timers = new TimerThread();
        HostDuties duties = new HostDuties(host, settings, environment, ending, timers, state);
        Api api = new Api(host, duties, (_, _, _) -> {});
        try {
            Launch launch = new Launch(
                    options.command(),
                    Path.of("").toAbsolutePath(),
                    environment,
                    settings.session().term(),
                    size);
            Session session = host.create(Optional.of(choice.name()), launch, limits(settings));
            Tokens tokens = Tokens.of(
                    settings.server().token(), new TokenStore(StateDirectory.tokens(state), InstantSource.system()));
            Listening listening = listen(settings, choice, anyPlace, api, tokens, caller.errors());
            return new HostProcess(host, timers, api, session, listening.choice(), listening.transports());
        } catch (ListenException | RuntimeException failure) {
            api.close();
            timers.close();
            host.close();
            throw failure;
        }
    }

    private record Listening(SocketChoice choice, Transports transports) {}

    /** Where nobody asked for clients, a session that none, or only we, can reach is better than none. */
    private static Listening listen(
            HostSettings settings, SocketChoice choice, boolean anyPlace, Api api, Tokens tokens, PrintWriter errors)
            throws ListenException {
        boolean asked = settings.run().serve()
                || settings.server().listensOnTcp()
                || settings.server().socket().isPresent()
                || settings.server().name().isPresent();
        try {
            if (choice.socket().isPresent() || !anyPlace) {
                return new Listening(choice, Transports.open(settings.server(), choice.socket(), api, tokens));
            }
        } catch (ListenException failure) {
            if (asked) {
                throw failure;
            }
            errors.println("coop: other coop commands can't reach this session: " + failure.getMessage());
        }
        SocketChoice last = anyPlace ? choice.onPassingSocket() : choice.withoutSocket();
        return new Listening(last, Transports.open(settings.server(), last.socket(), api, tokens));
    }

    static SessionLimits limits(HostSettings settings) {
        return new SessionLimits(
                settings.session().ringBytes(),
                SessionLimits.DEFAULT_HISTORY_LINES,
                settings.session().answersChecksums());
    }

    /** Starts the program. */
    Session start() throws SpawnException {
        return host.start(session);
    }

    Host host() {
        return host;
    }

    /** What who started it has to know. */
    HostVoice.Ready ready() {
        Path socket = choice.socket().orElseThrow();
        return new HostVoice.Ready(choice.passing().isPresent() ? socket.toString() : choice.name(), socket);
    }

    /** Where clients find it. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        for (InetSocketAddress address : transports.addresses()) {
            places.add("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
        }
        choice.socket().ifPresent(path -> places.add("unix:" + path));
        return places;
    }

    /** Ends what still runs, then says good-bye to the clients: they have seen the end. */
    @Override
    public void close() {
        transports.stopListening();
        host.close();
        transports.close();
        api.close();
        timers.close();
        choice.close();
    }
}
