package dev.coop.cli;

import dev.coop.cli.terminal.Signals;
import dev.coop.core.config.HostSettings;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import dev.coop.transport.ListenException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A host in this process: from its listeners to its end, with signals that end it in between. */
final class Hosting {
    /** What the process does while its program runs. */
    interface Duty {
        /** Returns the exit code. */
        int run(HostProcess process, Session session, Ending ending) throws IOException, InterruptedException;
    }

    private final Caller caller;
    private final boolean background;

    /** @param background nobody sees what the process prints, but somebody has to reach it */
    Hosting(Caller caller, boolean background) {
        this.caller = caller;
        this.background = background;
    }

    /** Returns the exit code; that of a start that failed, too, with a sentence that says why. */
    int run(RunOptions options, WindowSize size, Duty duty) {
        HostSettings settings = options.settings();
        Ending ending = new Ending(settings.run().shutdownTimeout(), Hosting::after);
        Signals.on("TERM", ending::request);
        Signals.on("INT", ending::request);
        Signals.on("HUP", ending::lost);
        try (HostProcess process = HostProcess.open(caller, options, size, ending, background)) {
            Session session = process.start();
            ending.of(new HostProgram(process.host(), session));
            return duty.run(process, session, ending);
        } catch (ListenException | SpawnException | PtyUnavailableException | IOException failure) {
            caller.errors().println("coop: " + failure.getMessage());
            return ExitCode.START_FAILURE;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
    }

    static void after(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(action);
    }
}
