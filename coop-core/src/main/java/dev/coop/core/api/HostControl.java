package dev.coop.core.api;

import dev.coop.core.pty.Launch;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.session.Uploads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the process does for its operations. */
public interface HostControl {
    /** Begins to end the host and all its sessions; once or often is the same. */
    void shutdown();

    /** Begins to end one session: hung up, then killed if it does not end in time, then removed. */
    void end(Session session);

    /** How a program that a client names is started: with the host's environment as a session's program may see it. */
    Launch launch(List<String> command, Path directory, Map<String, String> environment, int columns, int rows);

    /** Where files for the sessions' programs go. */
    Uploads uploads();

    /** What sessions of this host keep. */
    SessionLimits limits();

    /** The version of coop. */
    String version();

    /** Where a browser on this machine finds the host; empty where it listens on no port. */
    default Optional<String> url() {
        return Optional.empty();
    }
}
