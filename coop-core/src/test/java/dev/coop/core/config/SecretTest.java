package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {
    record Holder(String name, Optional<Secret> secret) {}

    @Test
    void noTextSaysIt() {
        Secret secret = Secret.of("hush");

        assertThat(secret.toString()).doesNotContain("hush");
        assertThat(new Holder("a", Optional.of(secret)).toString()).doesNotContain("hush");
    }

    @Test
    void onlyTheWholeValueMatches() {
        Secret secret = Secret.of("hush");

        assertThat(secret.matches("hush")).isTrue();
        assertThat(secret.matches("")).isFalse();
        assertThat(secret.matches("hus")).isFalse();
        assertThat(secret.matches("hush ")).isFalse();
        assertThat(secret.matches("HUSH")).isFalse();
    }

    @Test
    void anEmptyOneIsRefusedBecauseNothingWouldMatchIt() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomOnesDifferAndNeedNoQuoting() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String value = Secret.random().reveal();
            assertThat(value).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(value)).isTrue();
        }
    }
}
