package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import dev.coop.core.session.Session;
import java.util.concurrent.CompletableFuture;

/** A session, as far as its end is concerned. */
record SessionProgram(Session session) implements Ending.Program {
    @Override
    public void hangUp() {
        session.hangUp();
    }

    @Override
    public void kill() {
        session.kill();
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return session.exit();
    }
}
