package dev.coop.core.session;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyHost;
import dev.coop.core.pty.SpawnException;

/** Where sessions live: one per process. Its loop threads carry the input and output of all of them. */
public final class Host implements AutoCloseable {
    /** A flood of one session can fill one core; with a second loop the others do not wait for it. More only divide the caches. */
    private static final int MAX_LOOPS = 2;

    private final PtyHost ptys;

    public Host() {
        ptys = PtyHost.open(Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()));
    }

    /** Starts a program. When it can't be started, nothing is left behind. */
    public Session start(Launch launch, SessionLimits limits) throws SpawnException {
        Session session = new Session(launch.size(), limits);
        session.start(ptys, launch);
        return session;
    }

    /** Ends every session that is still there. */
    @Override
    public void close() {
        ptys.close();
    }
}
