package dev.coop.cli;

import dev.coop.cli.terminal.HotKey;
import dev.coop.cli.terminal.Keyboard;
import dev.coop.cli.terminal.ScreenState;
import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.ExitStatus.Signaled;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/** A program shown in the user's own terminal, until it ends or the user leaves. */
final class Attached {
    private final Session session;
    private final Ending ending;
    private final Supplier<WindowSize> size;

    /** @param size what the program's terminal is to have; asked again when the user's changes */
    Attached(Session session, Ending ending, Supplier<WindowSize> size) {
        this.session = session;
        this.ending = ending;
        this.size = size;
    }

    /** Returns the exit code, when the terminal is the user's own again. */
    int run() throws IOException, InterruptedException {
        try (UserTerminal _ = UserTerminal.takeOver()) {
            OutputStream screen = UserTerminal.screen();
            Signals.on("WINCH", this::followSize);
            // It may have changed between the start of the program and the line above.
            followSize();
            Thread output = Thread.ofPlatform()
                    .name("coop-screen")
                    .daemon()
                    .start(new ScreenOutput(session, screen, ending::lost));
            Thread.ofPlatform()
                    .name("coop-keys")
                    .daemon()
                    .start(new Keyboard(UserTerminal.keys(), Set.of(HotKey.LEAVE), new SessionKeys(session, ending)));
            ExitStatus status = ending.end().join();
            output.join();
            giveBack(screen, ScreenState.undo(session.snapshot().join(), wasCutOff(status)));
            return ExitCode.of(status, ending.stage());
        }
    }

    private void followSize() {
        session.resize(size.get());
    }

    private static void giveBack(OutputStream screen, String undone) {
        try {
            screen.write(undone.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // The terminal was closed: there is nothing to give back, and nobody to tell.
            return;
        }
    }

    private boolean wasCutOff(ExitStatus status) {
        return ending.stage() != Ending.Stage.NOT_ASKED || status instanceof Signaled;
    }
}
