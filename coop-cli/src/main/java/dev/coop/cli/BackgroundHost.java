package dev.coop.cli;

import dev.coop.cli.terminal.OwnSession;
import dev.coop.core.config.RunSettings;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The host of a program that is shown in a terminal: a process of its own, which the terminal's end does not reach. Who
 * started it hears on its stdout where it listens and how it ended; whoever is attached is given the time to see the last
 * output.
 */
final class BackgroundHost {
    /** The property of the virtual machine that makes a host of it, and says what size the program's terminal gets. */
    static final String WINDOW = "coop.window";

    /** How long who is attached may take for the last output, once somebody asked the host to end. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    private final Caller caller;
    private final WindowSize window;
    private final InputStream presence;
    private final Runnable begin;

    /**
     * @param presence ends when who started the host does not look any more
     * @param begin called before anything else
     */
    BackgroundHost(Caller caller, WindowSize window, InputStream presence, Runnable begin) {
        this.caller = caller;
        this.window = window;
        this.presence = presence;
        this.begin = begin;
    }

    /** The one that this process is to be; empty if none. */
    static Optional<BackgroundHost> of(Caller caller, String property) {
        String[] sides = property.split("x", -1);
        return sides.length != 2
                ? Optional.empty()
                : Optional.of(new BackgroundHost(
                        caller,
                        new WindowSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])),
                        System.in,
                        OwnSession::begin));
    }

    /** Returns the exit code. */
    int run(RunOptions options) {
        begin.run();
        int code = new Hosting(caller, true)
                .run(
                        options,
                        options.settings().session().size(Optional.of(window)),
                        (process, _, ending) -> serve(process, ending, options));
        caller.out().println(HostVoice.ended(code));
        return code;
    }

    private int serve(HostProcess process, Ending ending, RunOptions options) throws InterruptedException {
        CompletableFuture<Void> alone = new CompletableFuture<>();
        Thread.ofPlatform().name("coop-front").daemon().start(() -> awaitAbsence(alone));
        if (options.settings().server().listensOnTcp()) {
            process.places().forEach(place -> caller.errors().println("coop: listening on " + place));
        }
        caller.out().println(HostVoice.ready(process.ready()));
        RunSettings run = options.settings().run();
        int code = new Serving(process, ending, caller.errors()).run(endsWithProgram(run), run.shutdownTimeout());
        var _ = ending.asked().thenRun(() -> Hosting.after(LAST_OUTPUT_TAKES_AT_MOST, () -> alone.complete(null)));
        alone.join();
        return code;
    }

    /** Whether the host goes when its program has: unless it was told to serve on. */
    static boolean endsWithProgram(RunSettings run) {
        return run.exitWithAgent().orElse(!run.serve());
    }

    private void awaitAbsence(CompletableFuture<Void> alone) {
        try {
            while (presence.read() >= 0) {
                // Nobody writes here: only the end counts.
            }
        } catch (IOException gone) {
            alone.complete(null);
            return;
        }
        alone.complete(null);
    }
}
