package dev.coop.bench;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs as coop runs them: journal, screen and history as by default, on a terminal of the size of all figures. */
final class CoopSessions {
    private CoopSessions() {}

    static Session start(Host host, String... command) throws SpawnException {
        Launch launch = new Launch(
                List.of(command),
                Path.of("/"),
                Map.of("PATH", "/usr/bin:/bin"),
                "xterm-256color",
                new WindowSize(RawPty.COLUMNS, RawPty.ROWS));
        return host.start(launch, SessionLimits.DEFAULT);
    }
}
