package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import dev.coop.core.session.Session;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A host that serves its clients: until it is told to stop, or to its first program's end. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final HostProcess process;
    private final Ending ending;
    private final PrintWriter errors;

    Serving(HostProcess process, Ending ending, PrintWriter errors) {
        this.process = process;
        this.ending = ending;
        this.errors = errors;
    }

    /** Returns the exit code. */
    int run(boolean exitWithAgent, Duration grace) throws InterruptedException {
        log("serves on {}", String.join(", ", process.places()));
        if (!exitWithAgent) {
            ending.asked().join();
        }
        ExitStatus status = ending.end().join();
        log("its program has ended: {}", status.toString());
        awaitOthers(grace);
        return ExitCode.of(status, ending.stage());
    }

    private void log(String what, String more) {
        try (var _ = MDC.putCloseable("session", process.session().name())) {
            LOG.info(what, more);
        }
    }

    /** Programs that clients have started were hung up, too, and have the same time to save their work. */
    private void awaitOthers(Duration grace) throws InterruptedException {
        process.host().sessions().forEach(Session::hangUp);
        CompletableFuture<?>[] exits =
                process.host().sessions().stream().map(Session::exit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException overdue) {
            errors.println("coop: some programs did not end in time and are killed");
        }
    }
}
