package dev.coop.cli;

import dev.coop.cli.terminal.UserTerminal;
import dev.coop.core.config.HostSettings;
import dev.coop.core.config.RunSettings;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs a program: in a host of its own that is shown in the user's terminal, or in this process, which serves it to
 * clients or prints its final screen.
 */
final class Launcher {
    /** How long a pipe may take the last output, once coop was asked to end and the program has. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    private final Caller caller;
    private final BooleanSupplier terminalPresent;
    private final HostStarter starter;

    /**
     * @param terminalPresent is there a terminal of the user's to show the program in?
     * @param starter of the host that is shown there
     */
    Launcher(Caller caller, BooleanSupplier terminalPresent, HostStarter starter) {
        this.caller = caller;
        this.terminalPresent = terminalPresent;
        this.starter = starter;
    }

    static Launcher of(Caller caller) {
        return new Launcher(caller, UserTerminal::present, new HostJvm(caller.environment()));
    }

    /** Runs it to its end, or serves clients until told to stop, and returns the exit code. */
    int run(RunOptions options) {
        RunSettings run = options.settings().run();
        if (!run.headless().orElse(false) && terminalPresent.getAsBoolean()) {
            return new Foreground(caller, starter).run(options);
        }
        Hosting.Duty duty = isToServe(options.settings())
                ? (process, _, ending) -> serve(process, ending, run)
                : (_, session, ending) -> printScreen(session, ending, options.scrollback());
        return new Hosting(caller, false)
                .run(options, options.settings().session().size(Optional.empty()), duty);
    }

    private int serve(HostProcess process, Ending ending, RunSettings run) throws InterruptedException {
        process.places().forEach(place -> caller.errors().println("coop: listening on " + place));
        return new Serving(process, ending, caller.errors())
                .run(run.exitWithAgent().orElse(false), run.shutdownTimeout());
    }

    private int printScreen(Session session, Ending ending, boolean withHistory) throws IOException {
        exitWithoutLastOutput(ending);
        return new Headless(session, ending, caller.out()).run(withHistory);
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
                .thenAccept(status -> Hosting.after(
                        LAST_OUTPUT_TAKES_AT_MOST, () -> System.exit(ExitCode.of(status, ending.stage()))));
    }
}
