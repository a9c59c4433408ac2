package dev.coop.cli;

import dev.coop.cli.log.HostLog;
import dev.coop.core.agent.AgentKind;
import dev.coop.core.api.Api;
import dev.coop.core.config.HostSettings;
import dev.coop.core.config.ServerSettings;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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
    private final HostLog log;

    private HostProcess(
            Host host,
            TimerThread timers,
            Api api,
            Session session,
            SocketChoice choice,
            Transports transports,
            HostLog log) {
        this.host = host;
        this.timers = timers;
        this.api = api;
        this.session = session;
        this.choice = choice;
        this.transports = transports;
        this.log = log;
    }

    /**
     * Listens; the program does not run yet.
     *
     * @param background nobody sees what it prints later, and its front must be able to reach it
     */
    static HostProcess open(Caller caller, RunOptions options, WindowSize size, Ending ending, boolean background)
            throws ListenException, IOException {
        HostSettings settings = options.settings();
        Path state = StateDirectory.of(caller.environment());
        SocketChoice choice = SocketChoice.of(settings.server(), caller.environment(), options.command());
        HostLog log = background
                ? HostLog.in(state.resolve("logs").resolve(choice.name() + ".log"), settings.log())
                : HostLog.on(caller.errors(), settings.log());
        Host host = new Host(settings.server().screenDebounce());
        TimerThread timers = new TimerThread();
        AtomicReference<Map<String, String>> environment =
                new AtomicReference<>(ChildEnvironment.of(caller.environment()));
        HostDuties duties = new HostDuties(host, settings, environment::get, ending, timers, state);
        Api api = new Api(host, duties);
        try {
            Tokens tokens = Tokens.of(
                    settings.server().token(), new TokenStore(StateDirectory.tokens(state), InstantSource.system()));
            Listening listening = listen(settings, choice, background, api, tokens, caller.errors());
            duties.reachableAt(listening.page(settings.server()));
            environment.set(ChildEnvironment.withUrl(environment.get(), listening.url(settings.server())));
            Session session = create(host, options, listening.choice().name(), environment.get(), size);
            return new HostProcess(host, timers, api, session, listening.choice(), listening.transports(), log);
        } catch (ListenException | IOException | RuntimeException failure) {
            api.close();
            timers.close();
            host.close();
            log.close();
            throw failure;
        }
    }

    /** The first session, whose program does not run yet. */
    private static Session create(
            Host host, RunOptions options, String name, Map<String, String> environment, WindowSize size) {
        HostSettings settings = options.settings();
        List<String> command = options.command();
        Launch launch = new Launch(
                command,
                Path.of("").toAbsolutePath(),
                environment,
                settings.session().term(),
                size);
        AgentKind agent = settings.session().agent().map(AgentKind::named).orElseGet(() -> AgentKind.of(command));
        return host.create(Optional.of(name), launch, limits(settings), agent);
    }

    private record Listening(SocketChoice choice, Transports transports) {
        /** Where browsers find it: the port for everything is the first. */
        Optional<String> page(ServerSettings settings) {
            return settings.port()
                    .map(_ -> HostProcess.url(transports.addresses().getFirst()));
        }

        /** What the programs of this host may call it by. */
        Optional<String> url(ServerSettings settings) {
            return page(settings).or(() -> choice.socket().map(path -> "unix:" + path));
        }
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Without a place for its socket, a session that only TCP, or only we, or nobody can reach is better than none. */
    private static Listening listen(
            HostSettings settings, SocketChoice choice, boolean background, Api api, Tokens tokens, PrintWriter errors)
            throws ListenException, IOException {
        boolean asked = settings.server().socket().isPresent()
                || settings.server().name().isPresent()
                || (settings.run().serve() && !settings.server().listensOnTcp());
        try {
            if (choice.socket().isPresent() || !background) {
                return new Listening(choice, Transports.open(settings.server(), choice.socket(), api, tokens));
            }
        } catch (ListenException failure) {
            if (asked) {
                throw failure;
            }
            errors.println("coop: other coop commands can't find this session: " + failure.getMessage());
        }
        SocketChoice last = background ? choice.onPassingSocket() : choice.withoutSocket();
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

    Session session() {
        return session;
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
        log.close();
    }
}
