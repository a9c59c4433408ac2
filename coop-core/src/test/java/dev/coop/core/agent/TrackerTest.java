package dev.coop.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.pty.ExitStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An agent's state from one word to the next. */
class TrackerTest {
    private static final AgentState.Exited END = new AgentState.Exited(new ExitStatus.Exited(0));

    @Test
    void itIsNotReadyBeforeSomebodyHasSaidSomething() {
        Tracker tracker = Tracker.starting();
        assertThat(tracker.isReady()).isFalse();
        assertThat(tracker.at(1_000).state()).isEqualTo(new AgentState.Starting());
        assertThat(tracker.with(word(new Claim.Working(), 1), 1).isReady()).isTrue();
    }

    @Test
    void itIsUnknownWhenNobodyHasAnythingToSayAnyMore() {
        Tracker tracker = Tracker.starting().with(word(new Claim.Working(), 1), 1);
        assertThat(tracker.at(tracker.verdict().holdsUntil() - 1).state()).isEqualTo(new Claim.Working());
        assertThat(tracker.at(tracker.verdict().holdsUntil()).state()).isEqualTo(new AgentState.Unknown());
        assertThat(tracker.without(Observation.MAIN, Source.HOOK, 2).state()).isEqualTo(new AgentState.Unknown());
    }

    @Test
    void whatIsSaidAfterTheEndIsLate() {
        Tracker tracker = Tracker.starting().ended(END).with(word(new Claim.Working(), 1), 1);
        assertThat(tracker.state()).isEqualTo(END);
        assertThat(tracker.at(1L << 60).state()).isEqualTo(END);
        assertThat(tracker.without(Observation.MAIN, Source.HOOK, 3).state()).isEqualTo(END);
    }

    @Test
    void anAgentThatHasEndedIsNotWaitedFor() {
        Tracker tracker = Tracker.starting()
                .with(word(new Claim.Idle(false), 1), 1)
                .with(word(new Claim.Working(), 2).by("sub"), 2);
        assertThat(tracker.state()).isEqualTo(new Claim.Working());
        assertThat(tracker.without("sub", 3).state()).isEqualTo(new Claim.Idle(false));
    }

    private static Observation word(Claim claim, long since) {
        return Observation.of(claim, new Evidence(Source.HOOK, "rule", "", since), Duration.ofMinutes(1));
    }
}
