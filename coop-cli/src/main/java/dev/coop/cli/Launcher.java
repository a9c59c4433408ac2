package dev.coop.cli;

import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a program: shows it in the user's terminal, if there is one, or prints its final screen. */
final class Launcher {
    /** Without a terminal of the user's: wide enough that programs don't wrap what is read by other programs. */
    private static final WindowSize WITHOUT_TERMINAL = new WindowSize(200, 50);

    /** How long a terminal or a pipe may take the last output, once coop was asked to end and the program has. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    /** What the engine understands. */
    private static final String TERM = "xterm-256color";

    private final Caller caller;
    private final BooleanSupplier terminalPresent;

    /** @param terminalPresent is there a terminal of the user's to show the program in? */
    Launcher(Caller caller, BooleanSupplier terminalPresent) {
        this.caller = caller;
        this.terminalPresent = terminalPresent;
    }

    /** Runs it to its end and returns the exit code. */
    int run(RunOptions options) {
        boolean attached = terminalPresent.getAsBoolean();
        Ending ending = new Ending(Settings.shutdownTimeout(caller.environment(), caller.errors()), Launcher::after);
        Signals.on("TERM", ending::request);
        Signals.on("INT", ending::request);
        Signals.on("HUP", ending::lost);
        exitWithoutLastOutput(ending);
        Supplier<WindowSize> size =
                () -> options.size(attached ? UserTerminal.size().orElse(WITHOUT_TERMINAL) : WITHOUT_TERMINAL);
        try (Host host = new Host();
                Session session = host.start(
                        launch(options.command(), size.get()),
                        Settings.limits(caller.environment(), caller.errors()))) {
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

    private Launch launch(List<String> command, WindowSize size) {
        return new Launch(command, Path.of("").toAbsolutePath(), ChildEnvironment.of(caller.environment()), TERM, size);
    }
}
