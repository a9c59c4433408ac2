package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.util.concurrent.CompletableFuture;

/** A host's programs, as far as their end is concerned: all are told to end, and the first one's end counts. */
record HostProgram(Host host, Session first) implements Ending.Program {
    @Override
    public void hangUp() {
        host.sessions().forEach(Session::hangUp);
    }

    @Override
    public void kill() {
        host.sessions().forEach(Session::kill);
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return first.exit();
    }
}
