package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.agent.AgentKind;
import dev.coop.core.agent.generic.OutputActivity;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.time.ManualTimers;
import dev.coop.core.vt.TerminalEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a program's output, of its silence and of what it says of itself. */
class DetectionTest {
    private final ManualTimers timers = new ManualTimers();
    private final List<String> told = new ArrayList<>();
    private Detection detection = of(AgentKind.UNKNOWN);

    @Test
    void aProgramWorksWhileItPrintsAndRestsWhenItHasBeenQuiet() {
        detection.printed();
        assertThat(told).containsExactly("working 4 process:activity");
        for (int i = 0; i < 10; i++) {
            timers.advance(OutputActivity.QUIET.minusMillis(1));
            detection.printed();
        }
        assertThat(told).hasSize(1);
        timers.advance(OutputActivity.QUIET);
        assertThat(told).containsExactly("working 4 process:activity", "idle 4 process:quiet");
        detection.printed();
        assertThat(told.getLast()).isEqualTo("working 4 process:activity");
    }

    @Test
    void aQuietProgramCostsNoTimer() {
        assertThat(timers.waiting()).isZero();
        detection.printed();
        assertThat(timers.waiting()).isEqualTo(1);
        timers.advance(OutputActivity.QUIET);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void whoTellsIsNotJudgedByItsOutput() {
        detection.printed();
        detection.told(new TerminalEvent.ProgramStatus("state=idle"));
        assertThat(told.getLast()).isEqualTo("idle 5 status:idle");
        timers.advance(OutputActivity.QUIET);
        detection.printed();
        timers.advance(OutputActivity.QUIET);
        assertThat(told).hasSize(2);
        detection.told(new TerminalEvent.ProgramStatus("state=blocked:kind=plan"));
        assertThat(told.getLast()).isEqualTo("prompt 5 status:blocked(plan)");
    }

    @Test
    void whoTellsNothingMoreIsJudgedByItsOutputAgain() {
        detection.printed();
        detection.told(new TerminalEvent.Progress(3, 0));
        timers.advance(OutputActivity.QUIET);
        assertThat(told).containsExactly("working 4 process:activity");
        detection.told(new TerminalEvent.Progress(0, 0));
        assertThat(told.getLast()).isEqualTo("idle 4 process:quiet");
    }

    @Test
    void theSilenceOfAnAgentThatWeKnowSaysNothing() {
        detection = of(AgentKind.CLAUDE);
        detection.printed();
        timers.advance(Duration.ofMinutes(1));
        detection.printed();
        assertThat(told).containsExactly("unknown 4 process:activity");
        assertThat(timers.waiting()).isZero();
        detection.told(new TerminalEvent.ProgramStatus("state=idle:app=claude-code"));
        assertThat(told.getLast()).isEqualTo("idle 5 status:idle");
        detection.told(new TerminalEvent.ProgramStatus("state=clear"));
        assertThat(told.getLast()).isEqualTo("unknown 0 ");
    }

    @Test
    void aShellPromptEndsWhatRan() {
        detection.printed();
        detection.told(new TerminalEvent.ProgramStatus("state=error"));
        timers.advance(Duration.ofMillis(1));
        detection.told(new TerminalEvent.ProgramStatus("state=working"));
        timers.advance(OutputActivity.QUIET);
        detection.told(new TerminalEvent.Mark("A"));
        assertThat(told)
                .containsExactly(
                        "working 4 process:activity",
                        "error 5 status:error",
                        "working 5 status:working",
                        "idle 4 process:quiet");
    }

    @Test
    void nothingIsSaidAfterTheEnd() {
        detection.printed();
        detection.ended(new ExitStatus.Exited(3));
        timers.advance(Duration.ofMinutes(1));
        detection.told(new TerminalEvent.ProgramStatus("state=idle"));
        detection.printed();
        timers.advance(Duration.ofMinutes(1));
        assertThat(told).containsExactly("working 4 process:activity", "exited 4 ");
        assertThat(timers.waiting()).isZero();
    }

    private Detection of(AgentKind agent) {
        return new Detection(
                agent, timers, (state, tier, cause) -> told.add(state.wireName() + " " + tier + " " + cause));
    }
}
