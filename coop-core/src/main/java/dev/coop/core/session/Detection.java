package dev.coop.core.session;

import dev.coop.core.agent.AgentKind;
import dev.coop.core.agent.AgentState;
import dev.coop.core.agent.Claim;
import dev.coop.core.agent.Evidence;
import dev.coop.core.agent.Observation;
import dev.coop.core.agent.Source;
import dev.coop.core.agent.Tracker;
import dev.coop.core.agent.generic.OutputActivity;
import dev.coop.core.agent.generic.ProgramStatus;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.time.Timers;
import dev.coop.core.vt.TerminalEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears what is said of a session's program, and tells the session when that changes its state.
 *
 * <p>What a program tells its terminal of itself counts for every program. One that tells nothing is judged by its output,
 * unless it is an agent that we know: these are quiet while they ask, too, so their silence says nothing.
 */
final class Detection {
    /** A program's state has changed. Called with the lock of the detection: in the order of the changes, and not for long. */
    @FunctionalInterface
    interface Listener {
        void became(AgentState state, int tier, String cause);
    }

    private final Timers timers;
    private final Listener listener;
    private final boolean judgedByOutput;
    private final OutputActivity activity = new OutputActivity();
    private final ProgramStatus status = new ProgramStatus();
    private volatile boolean heard;
    private volatile boolean tells;

    // Guarded by the lock of this.
    private Tracker tracker = Tracker.starting();
    private Optional<Timers.Cancellable> timer = Optional.empty();

    Detection(AgentKind agent, Timers timers, Listener listener) {
        this.judgedByOutput = agent == AgentKind.UNKNOWN;
        this.timers = timers;
        this.listener = listener;
    }

    /** The program printed something. Called for every block of output, by one thread. */
    void printed() {
        if (!heard) {
            heard = true;
            if (!judgedByOutput) {
                showed();
            }
        }
        if (judgedByOutput && activity.printed(timers.nanos())) {
            if (!tells) {
                sayWhatItsOutputTells();
            }
            lookAt(activity.quietAt());
        }
    }

    /** The program told its terminal something beside what it drew. Called by the same thread. */
    void told(TerminalEvent event) {
        switch (event) {
            case TerminalEvent.ProgramStatus(String text) -> {
                status.report(text);
                readStatus(text);
            }
            case TerminalEvent.Progress(int state, int _) -> {
                status.progress(state);
                readStatus("9;4;" + state);
            }
            case TerminalEvent.Mark(String text)
            when text.startsWith("A") -> {
                status.shellPrompt();
                readStatus("133;A");
            }
            default -> {}
        }
    }

    private void sayWhatItsOutputTells() {
        if (activity.isWorking()) {
            say(Source.PROCESS, new Claim.Working(), "activity", "");
        } else {
            say(Source.PROCESS, new Claim.Idle(false), "quiet", "");
        }
    }

    private void readStatus(String excerpt) {
        Optional<ProgramStatus.Told> told = status.told();
        tells = told.isPresent();
        if (told.isEmpty()) {
            // First, so that there is no moment in which nobody says anything.
            if (judgedByOutput) {
                sayWhatItsOutputTells();
            }
            takeBack(Source.STATUS);
            return;
        }
        say(Source.STATUS, told.get().claim(), told.get().rule(), excerpt);
        // Who tells is not judged by how much it prints.
        takeBack(Source.PROCESS);
    }

    synchronized void ended(ExitStatus end) {
        timer.ifPresent(Timers.Cancellable::cancel);
        AgentState.Exited exited = new AgentState.Exited(end);
        tracker = tracker.ended(exited);
        listener.became(exited, Source.PROCESS.tier(), "");
    }

    synchronized Session.Heard heard() {
        return new Session.Heard(tracker.verdict(), timers.nanos());
    }

    private synchronized void showed() {
        become(tracker.shown(), Source.PROCESS.tier(), "process:activity");
    }

    private synchronized void say(Source source, Claim claim, String rule, String excerpt) {
        long now = timers.nanos();
        Evidence evidence = new Evidence(source, rule, excerpt, now);
        become(tracker.with(Observation.of(claim, evidence, Observation.FOREVER), now));
    }

    private synchronized void takeBack(Source source) {
        become(tracker.without(Observation.MAIN, source, timers.nanos()));
    }

    private void become(Tracker next) {
        become(
                next,
                next.verdict()
                        .winner()
                        .map(word -> word.evidence().source().tier())
                        .orElse(0),
                next.verdict().winner().map(word -> word.evidence().cause()).orElse(""));
    }

    private void become(Tracker next, int tier, String cause) {
        AgentState before = tracker.state();
        tracker = next;
        if (!next.state().equals(before)) {
            listener.became(next.state(), tier, cause);
        }
    }

    private synchronized void lookAt(long when) {
        timer.ifPresent(Timers.Cancellable::cancel);
        timer = tracker.state() instanceof AgentState.Exited
                ? Optional.empty()
                : Optional.of(timers.after(Duration.ofNanos(Math.max(0, when - timers.nanos())), this::look));
    }

    /** Whether it is quiet yet. One that goes on printing has moved the time on. */
    private void look() {
        if (!activity.hasCalmedDown(timers.nanos())) {
            lookAt(activity.quietAt());
        } else if (!tells) {
            sayWhatItsOutputTells();
        }
    }
}
