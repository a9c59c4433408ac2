package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How coop ends a program when it is told to end itself.
 *
 * <p>The first request hangs the program up, as a closed terminal would. If it is still there after the grace, it is killed.
 * A second one kills it at once. Requests may come from any thread, also before the program runs.
 */
final class Ending {
    /** How far the program had to be pushed. */
    enum Stage {
        NOT_ASKED,
        HUNG_UP,
        OVERDUE,
        FORCED
    }

    /** The program, as far as its end is concerned. */
    interface Program {
        void hangUp();

        void kill();

        /** Completes when the program has ended and everything it printed has arrived. */
        CompletableFuture<ExitStatus> exit();
    }

    /** Does something later, on another thread. */
    interface Timer {
        void after(Duration delay, Runnable action);
    }

    /** A killed program is gone in milliseconds, unless the kernel holds it (a dead network disk): then coop ends without it. */
    static final Duration KILL_TAKES_AT_MOST = Duration.ofSeconds(2);

    private final Duration grace;
    private final Timer timer;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private Stage stage = Stage.NOT_ASKED;
    private @Nullable Program program;

    Ending(Duration grace, Timer timer) {
        this.grace = grace;
        this.timer = timer;
    }

    /** From now on there is a program to end; at once, if that was asked for already. */
    synchronized void of(Program started) {
        program = started;
        // A program never fails to end; it only ends in one way or another.
        var _ = started.exit().thenAccept(end::complete);
        switch (stage) {
            case NOT_ASKED -> {}
            case HUNG_UP, OVERDUE -> hangUp(started);
            case FORCED -> kill(started);
        }
    }

    /** Somebody wants it to end; who says so again wants it now. */
    synchronized void request() {
        if (stage == Stage.NOT_ASKED) {
            lost();
        } else if (stage != Stage.FORCED) {
            stage = Stage.FORCED;
            if (program != null) {
                kill(program);
            }
        }
    }

    /**
     * The terminal is gone. That is a first request, but never a second: a closed window is noticed by the signal, by
     * reading and by writing.
     */
    synchronized void lost() {
        if (stage == Stage.NOT_ASKED) {
            stage = Stage.HUNG_UP;
            if (program != null) {
                hangUp(program);
            }
            asked.complete(null);
        }
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Completes at the first request. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** How the program ended, or that not even killing helped. */
    CompletableFuture<ExitStatus> end() {
        return end;
    }

    private void hangUp(Program running) {
        running.hangUp();
        timer.after(grace, () -> overdue(running));
    }

    private synchronized void overdue(Program running) {
        if (stage == Stage.HUNG_UP && !running.exit().isDone()) {
            stage = Stage.OVERDUE;
            kill(running);
        }
    }

    private void kill(Program running) {
        running.kill();
        timer.after(KILL_TAKES_AT_MOST, () -> end.complete(new ExitStatus.Lost("killed, but not gone")));
    }
}
