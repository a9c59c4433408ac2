package dev.coop.core.session;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyHost;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.time.TimerThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where sessions live: one per process. Its loop threads carry the input and output of all of them. */
public final class Host implements AutoCloseable {
    /** Sessions. A thousand idle ones take some 130 MiB; far more than that is a loop that creates them. */
    public static final int MAX_SESSIONS = 2048;

    /** What names of sessions look like: they stand in URLs, file names and tables as they are. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** A flood of one session can fill one core; with a second loop the others do not wait for it. More only divide the caches. */
    private static final int MAX_LOOPS = 2;

    private final PtyHost ptys;
    private final TimerThread timers = new TimerThread();
    private final Duration screenInterval;
    private final Map<String, Session> sessions = Collections.synchronizedMap(new LinkedHashMap<>());

    public Host() {
        this(ScreenFeed.DEFAULT_INTERVAL);
    }

    /** @param screenInterval how often the subscribers of a screen are shown another one, at most */
    public Host(Duration screenInterval) {
        this.screenInterval = screenInterval;
        ptys = PtyHost.open(Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()));
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
            Session session = new Session(free, launch, limits, timers, screenInterval);
            sessions.put(free, session);
            return session;
        }
    }

    /** Starts the program of a session that {@link #create} made. When it can't be started, the session is gone. */
    public Session start(Session session) throws SpawnException {
        try {
            session.start(ptys);
            return session;
        } catch (SpawnException | RuntimeException failure) {
            sessions.remove(session.name(), session);
            throw failure;
        }
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
        ptys.close();
        timers.close();
    }

    private String freeName(Launch launch) {
        Path file = Path.of(launch.argv().getFirst()).getFileName();
        String program = file == null ? "" : file.toString().replaceAll("[^A-Za-z0-9._-]", "");
        String base = NAME.matcher(program).matches() ? program : "session";
        String free = base;
        for (int i = 2; sessions.containsKey(free); i++) {
            free = base + "-" + i;
        }
        return free;
    }
}
