package dev.coop.cli;

import dev.coop.core.config.RunSettings;
import dev.coop.core.config.SessionSettings;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a program: shows it in the user's terminal, if there is one, or prints its final screen. */
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

    /** Runs it to its end and returns the exit code. */
    int run(RunOptions options) {
        RunSettings run = options.settings().run();
        SessionSettings wanted = options.settings().session();
        boolean attached = !run.headless().orElse(false) && terminalPresent.getAsBoolean();
        Ending ending = new Ending(run.shutdownTimeout(), Launcher::after);
        Signals.on("TERM", ending::request);
        Signals.on("INT", ending::request);
        Signals.on("HUP", ending::lost);
        exitWithoutLastOutput(ending);
        Supplier<WindowSize> size = () -> wanted.size(attached ? UserTerminal.size() : Optional.empty());
        try (Host host = new Host();
                Session session = host.start(launch(options.command(), wanted.term(), size.get()), limits(wanted))) {
            ending.of(new SessionProgram(session));
            return attached
                    ? new Attached(session, ending, size).run()
                    : new Headless(session, ending, caller.out()).run(options.scrollback());
        } catch (SpawnException | PtyUnavailableException | IOException failure) {
            caller.errors().println("coop: " + failure.getMessage());
            return ExitCode.START_FAILURE;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
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

    private Launch launch(List<String> command, String term, WindowSize size) {
        return new Launch(command, Path.of("").toAbsolutePath(), ChildEnvironment.of(caller.environment()), term, size);
    }

    private static SessionLimits limits(SessionSettings wanted) {
        return new SessionLimits(wanted.ringBytes(), SessionLimits.DEFAULT_HISTORY_LINES);
    }
}
