package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void theProgramGetsCoopsEnvironmentAndTheMarkOfCoop() {
        assertThat(ChildEnvironment.of(Map.of("PATH", "/bin", "TOKEN", "the user's own")))
                .isEqualTo(Map.of("PATH", "/bin", "TOKEN", "the user's own", "COOP", "1"));
    }

    /** S5: a program that has coop's secrets can drive its own session, and its neighbours'. */
    @Test
    void theProgramGetsNoneOfCoopsSecrets() {
        assertThat(ChildEnvironment.of(Map.of(
                        "COOP_AUTH_TOKEN", "a",
                        "COOP_MUX_TOKEN", "b",
                        "COOP_BROKER_TOKEN", "c",
                        "COOP_NATS_TOKEN", "d",
                        "COOP_NATS_USER", "e",
                        "COOP_NATS_PASSWORD", "f",
                        "COOP_NATS_CREDS", "g",
                        "COOP_AUTH_TOKEN_FILE", "/only/a/path")))
                .isEqualTo(Map.of("COOP_AUTH_TOKEN_FILE", "/only/a/path", "COOP", "1"));
    }

    @Test
    void aCoopInsideACoopIsStillJustUnderCoop() {
        assertThat(ChildEnvironment.of(Map.of("COOP", "0"))).isEqualTo(Map.of("COOP", "1"));
    }
}
