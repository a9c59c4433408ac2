package dev.coop.core.session;

import dev.coop.core.agent.AgentKind;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyHost;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.time.TimerThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sessions live: one per process. Its loop threads carry the input and output of all of them. */
public final class Host implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    /** Sessions. A thousand idle ones take some 130 MiB; far more than that is a loop that creates them. */
    public static final int MAX_SESSIONS = 2048;

    /** What names of sessions look like: they stand in URLs, file names and tables as they are. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** A flood of one session can fill one core; with a second loop the others do not wait for it. More only divide the caches. */
    private static final int MAX_LOOPS = 2;

    private final FutureTask<PtyHost> ptys = new FutureTask<>(
            () -> PtyHost.open(Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors())));
    private final TimerThread timers = new TimerThread();
    private final Waits waits = new Waits(timers);
    private final Duration screenInterval;
    private final Map<String, Session> sessions = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Guarded by {@link #sessions} for writing. */
    private volatile boolean begun;

    public Host() {
        this(ScreenFeed.DEFAULT_INTERVAL);
    }

    /**
     * Returns at once; opening pseudo-terminals takes a tenth of a second, in which clients can be let in already.
     *
     * @param screenInterval how often the subscribers of a screen are shown another one, at most
     */
    public Host(Duration screenInterval) {
        this.screenInterval = screenInterval;
        Thread.ofPlatform().name("coop-pty-open").daemon().start(ptys);
    }

    /** Creates a session and starts its program. When it can't be started, nothing is left behind. */
    public Session start(Launch launch, SessionLimits limits) throws SpawnException {
        return start(create(Optional.empty(), launch, limits));
    }

    /**
     * Creates a session whose program does not run yet.
     *
     * @param name what to call it; without one it is called after its program
     */
    public Session create(Optional<String> name, Launch launch, SessionLimits limits) {
        return create(name, launch, limits, AgentKind.of(launch.argv()));
    }

    /** The same of a program whose name does not tell which agent it is. */
    public Session create(Optional<String> name, Launch launch, SessionLimits limits, AgentKind agent) {
        synchronized (sessions) {
            if (sessions.size() >= MAX_SESSIONS) {
                throw new HostRefused(
                        HostRefused.Reason.FULL, "there are " + MAX_SESSIONS + " sessions, and no more are taken");
            }
            String free = name.orElseGet(() -> freeName(launch));
            if (!NAME.matcher(free).matches()) {
                throw new HostRefused(
                        HostRefused.Reason.BAD_NAME,
                        "a name is 1 to 64 letters, digits, '.', '_' or '-', and begins with a letter or digit");
            }
            if (sessions.containsKey(free)) {
                throw new HostRefused(HostRefused.Reason.NAME_TAKEN, "there is a session named " + free + " already");
            }
            Session session = new Session(free, launch, agent, limits, timers, screenInterval);
            sessions.put(free, session);
            begun = true;
            return session;
        }
    }

    /** Starts the program of a session that {@link #create} made. When it can't be started, the session is gone. */
    public Session start(Session session) throws SpawnException {
        try {
            session.start(ptys());
            return session;
        } catch (SpawnException | RuntimeException failure) {
            sessions.remove(session.name(), session);
            throw failure;
        }
    }

    /** For those who wait for something to happen in a session. */
    public Waits waits() {
        return waits;
    }

    /** In the order in which they were created. */
    public List<Session> sessions() {
        synchronized (sessions) {
            return List.copyOf(sessions.values());
        }
    }

    public Optional<Session> session(String name) {
        return Optional.ofNullable(sessions.get(name));
    }

    /** False until there is a first session: whoever starts a host lets clients in before that. */
    public boolean hasBegun() {
        return begun;
    }

    /** The one that is meant where none is named. */
    public Optional<Session> first() {
        synchronized (sessions) {
            return sessions.values().stream().findFirst();
        }
    }

    /** Gives a session up: a program that still runs is killed with its group. */
    public void remove(Session session) {
        sessions.remove(session.name(), session);
        session.close();
    }

    /** Ends every session that is still there. */
    @Override
    public void close() {
        try {
            ptys().close();
        } catch (PtyUnavailableException nothingToClose) {
            // Whoever wanted to start a program has been told.
            LOG.debug("there are no pseudo-terminals to close", nothingToClose);
        }
        timers.close();
    }

    private PtyHost ptys() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ptys.get();
                } catch (InterruptedException _) {
                    // It is there in a moment, and has to be closed in any case.
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a session of this command is called if it isn't named. */
    public static String nameAfter(List<String> command) {
        Path file = Path.of(command.getFirst()).getFileName();
        String program = file == null ? "" : file.toString().replaceAll("[^A-Za-z0-9._-]", "");
        return NAME.matcher(program).matches() ? program : "session";
    }

    private String freeName(Launch launch) {
        String base = nameAfter(launch.argv());
        String free = base;
        for (int i = 2; sessions.containsKey(free); i++) {
            free = base + "-" + i;
        }
        return free;
    }
}
