package dev.coop.core.agent.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.agent.AgentError;
import dev.coop.core.agent.Claim;
import dev.coop.core.agent.ErrorCategory;
import dev.coop.core.agent.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program says of itself. The reports are those of Claude Code 2.1.328 and Codex 0.169.0. */
class ProgramStatusTest {
    private static final Claim WORKING = new Claim.Working();
    private static final Claim IDLE = new Claim.Idle(false);

    private final ProgramStatus status = new ProgramStatus();

    @Test
    void aTurnOfClaudeCode() {
        assertThat(claimed()).isEmpty();
        status.report("state=idle:app=claude-code");
        assertThat(claimed()).contains(IDLE);
        status.report("state=working:app=claude-code");
        assertThat(claimed()).contains(WORKING);
        status.report("state=blocked:app=claude-code:kind=permission:msg=YXBwcm92ZSBCYXNoOiB0b3VjaCB4LnR4dA==");
        assertThat(claimed())
                .contains(
                        new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION).withInput("approve Bash: touch x.txt")));
        assertThat(status.told().orElseThrow().rule()).isEqualTo("blocked(permission)");
        status.report("state=done:app=claude-code");
        assertThat(claimed()).contains(IDLE);
    }

    @Test
    void aShellInTheBackgroundOfClaudeCode() {
        status.report("state=working:app=claude-code");
        status.report("state=working:app=claude-code:id=bn980bccr:title=QmFja2dyb3VuZCBjb21tYW5k");
        status.report("state=done:app=claude-code");
        assertThat(claimed()).contains(new Claim.Idle(true));
        status.report("state=clear:id=bn980bccr");
        assertThat(claimed()).contains(IDLE);
    }

    @Test
    void aQuestionOfAPartIsAQuestion() {
        status.report("state=idle");
        status.report("state=blocked:id=a/b:kind=question");
        assertThat(claimed()).contains(new Claim.Prompting(Prompt.of(Prompt.Kind.QUESTION)));
    }

    @Test
    void aPartIsClearedWithItsPartsAndNothingElse() {
        status.report("state=idle");
        status.report("state=blocked:id=a");
        status.report("state=blocked:id=a/b");
        status.report("state=working:id=ab");
        status.report("state=clear:id=a");
        assertThat(claimed()).contains(new Claim.Idle(true));
        status.report("state=clear");
        assertThat(claimed()).isEmpty();
    }

    @Test
    void anErrorHasItsCategory() {
        status.report("state=error:msg=" + base64("API Error: 429 slow down"));
        assertThat(claimed())
                .contains(new Claim.Failed(new AgentError(ErrorCategory.RATE_LIMITED, "API Error: 429 slow down")));
    }

    @Test
    void whatWasDoneIsOverAtTheNextShellPromptButNotHowItEnded() {
        status.report("state=working");
        status.shellPrompt();
        assertThat(claimed()).isEmpty();
        status.report("state=done");
        status.shellPrompt();
        assertThat(claimed()).contains(IDLE);
    }

    @Test
    void progressCountsWhereNothingIsReported() {
        status.progress(3);
        assertThat(claimed()).contains(WORKING);
        status.progress(1);
        assertThat(claimed()).contains(WORKING);
        status.progress(0);
        assertThat(claimed()).isEmpty();
        status.progress(2);
        assertThat(claimed().orElseThrow()).isInstanceOf(Claim.Failed.class);
        status.report("state=idle");
        assertThat(claimed()).contains(IDLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "state=",
                "state=restarting",
                "state=Working",
                "app=claude-code",
                "working",
                "state=working:id=",
                "state=working:id=two words",
                "state=blocked:msg=%%%",
                "state=blocked:msg=G1tB",
                "state=blocked:msg=/w==",
                "=:=:="
            })
    void aReportWithAnythingWrongInItIsNone(String report) {
        status.report("state=idle");
        status.report(report);
        assertThat(claimed()).contains(IDLE);
    }

    @Test
    void aLongIdIsWrong() {
        status.report("state=working:id=" + "x".repeat(StatusReport.MAX_ID + 1));
        assertThat(claimed()).isEmpty();
    }

    @Test
    void ofTooManyPartsTheLongestSilentIsForgotten() {
        status.report("state=blocked:id=first");
        for (int i = 0; i < ProgramStatus.MAX_PARTS; i++) {
            status.report("state=idle:id=" + i);
        }
        assertThat(claimed()).contains(IDLE);
    }

    private Optional<Claim> claimed() {
        return status.told().map(ProgramStatus.Told::claim);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
