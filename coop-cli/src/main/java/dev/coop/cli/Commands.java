package dev.coop.cli;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.PtyUnavailableException;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the commands do. */
final class Commands implements Grammar.Actions {
    /** Without a terminal of the user's: wide enough that programs don't wrap what is read by other programs. */
    private static final WindowSize WITHOUT_TERMINAL = new WindowSize(200, 50);

    /** How long a terminal or a pipe may take the last output, once coop was asked to end and the program has. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    /** What the engine understands. */
    private static final String TERM = "xterm-256color";

    private final PrintWriter out;
    private final PrintWriter errors;
    private final Map<String, String> environment;

    Commands(PrintWriter out, PrintWriter errors, Map<String, String> environment) {
        this.out = out;
        this.errors = errors;
        this.environment = environment;
    }

    @Override
    public int run(RunOptions options) {
        return run(options, UserTerminal.present());
    }

    /** Shows the program in the user's terminal, if attached, or prints its final screen. */
    int run(RunOptions options, boolean attached) {
        Ending ending = new Ending(Settings.shutdownTimeout(environment, errors), Commands::after);
        Signals.on("TERM", ending::request);
        Signals.on("INT", ending::request);
        Signals.on("HUP", ending::lost);
        exitWithoutLastOutput(ending);
        Supplier<WindowSize> size =
                () -> options.size(attached ? UserTerminal.size().orElse(WITHOUT_TERMINAL) : WITHOUT_TERMINAL);
        try (Host host = new Host();
                Session session = host.start(launch(options.command(), size.get()), SessionLimits.DEFAULT)) {
            ending.of(new SessionProgram(session));
            return attached
                    ? new Attached(session, ending, size).run()
                    : new Headless(session, ending, out).run(options.scrollback());
        } catch (SpawnException | PtyUnavailableException | IOException failure) {
            errors.println("coop: " + failure.getMessage());
            return ExitCode.START_FAILURE;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
    }

    @Override
    public String version() {
        return Version.line();
    }

    @Override
    public int train() {
        return new Training(environment).run();
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
        return new Launch(command, Path.of("").toAbsolutePath(), ChildEnvironment.of(environment), TERM, size);
    }
}
