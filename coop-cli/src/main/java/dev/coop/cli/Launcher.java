package dev.coop.cli;

import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.core.config.HostSettings;
import dev.coop.core.config.RunSettings;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import dev.coop.transport.ListenException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a program: shows it in the user's terminal, serves it to clients, or prints its final screen. */
final class Launcher {
    /** How long a terminal or a pipe may take the last output, once coop was asked to end and the program has. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    private final Caller caller;
    private final BooleanSupplier terminalPresent;

    /** @param terminalPresent is there a terminal of the user's to show the program in? */
    Launcher(Caller caller, BooleanSupplier terminalPresent) {
        this.caller = caller;
        this.terminalPresent = terminalPresent;
    }

    /** Runs it to its end, or serves clients until told to stop, and returns the exit code. */
    int run(RunOptions options) {
        RunSettings run = options.settings().run();
        boolean attached = !run.headless().orElse(false) && terminalPresent.getAsBoolean();
        boolean serving = !attached && isToServe(options.settings());
        Ending ending = new Ending(run.shutdownTimeout(), Launcher::after);
        Signals.on("TERM", ending::request);
        Signals.on("INT", ending::request);
        Signals.on("HUP", ending::lost);
        if (!serving) {
            exitWithoutLastOutput(ending);
        }
        Supplier<WindowSize> size =
                () -> options.settings().session().size(attached ? UserTerminal.size() : Optional.empty());
        try (HostProcess process = HostProcess.open(caller, options, size.get(), ending)) {
            Session session = process.start();
            ending.of(new HostProgram(process.host(), session));
            if (serving) {
                return new Serving(process, ending, caller.errors())
                        .run(run.exitWithAgent().orElse(false), run.shutdownTimeout());
            }
            return attached
                    ? new Attached(session, ending, size).run()
                    : new Headless(session, ending, caller.out()).run(options.scrollback());
        } catch (ListenException | SpawnException | PtyUnavailableException | IOException failure) {
            caller.errors().println("coop: " + failure.getMessage());
            return ExitCode.START_FAILURE;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
    }

    /** Whoever says where clients find the host, or that it is to serve them, wants it to be there for them. */
    private static boolean isToServe(HostSettings settings) {
        return settings.run().serve()
                || settings.server().listensOnTcp()
                || settings.server().socket().isPresent();
    }

    /** Somebody who does not take the output may hold the main thread; who asked coop to end does not wait for that. */
    private static void exitWithoutLastOutput(Ending ending) {
        var _ = ending.asked()
                .thenCombine(ending.end(), (_, status) -> status)
                .thenAccept(status ->
                        after(LAST_OUTPUT_TAKES_AT_MOST, () -> System.exit(ExitCode.of(status, ending.stage()))));
    }

    private static void after(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(action);
    }
}
