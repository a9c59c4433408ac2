package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
    @Test
    void theProgramGetsCoopsEnvironmentAndTheMarkOfCoop() {
        assertThat(ChildEnvironment.of(Map.of("PATH", "/bin", "TOKEN", "the user's own")))
                .isEqualTo(Map.of("PATH", "/bin", "TOKEN", "the user's own", "COOP", "1"));
    }

    /** S3, S5: a program that has coop's secrets can drive its own session, and its neighbours'. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COOP_AUTH_TOKEN",
                "COOP_AUTH_TOKEN_FILE",
                "COOP_MUX_TOKEN",
                "COOP_BROKER_TOKEN",
                "COOP_NATS_TOKEN",
                "COOP_NATS_USER",
                "COOP_NATS_PASSWORD",
                "COOP_NATS_CREDS",
                "COOP_HOOK_SECRET"
            })
    void theProgramGetsNoneOfCoopsSecrets(String secret) {
        assertThat(ChildEnvironment.of(Map.of(secret, "hush"))).isEqualTo(Map.of("COOP", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANTHROPIC_API_KEY",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "GITHUB_TOKEN",
                "USER",
                "COOP_USERLAND",
                "COOP_TOKENIZER",
                "MY_COOP_TOKEN",
                "COOP_COLS"
            })
    void whatIsTheUsersOwnStays(String variable) {
        assertThat(ChildEnvironment.of(Map.of(variable, "x"))).containsEntry(variable, "x");
    }

    /** M15: it would speak to its parent's host instead of its own. */
    @Test
    void aCoopInsideACoopDoesNotHandOnWhereTheOuterOneListens() {
        assertThat(ChildEnvironment.of(Map.of("COOP_URL", "http://127.0.0.1:1", "COOP_SOCKET", "/run/outer.sock")))
                .isEqualTo(Map.of("COOP", "1"));
    }

    @Test
    void aCoopInsideACoopIsStillJustUnderCoopAndStillInTheOuterSession() {
        assertThat(ChildEnvironment.of(Map.of("COOP", "0", "COOP_SESSION_MARK", "outer")))
                .isEqualTo(Map.of("COOP", "1", "COOP_SESSION_MARK", "outer"));
    }
}
