package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final Secret secret = new Secret("hush");

    @Test
    void aSecretIsShownOnlyToWhoAsksForItByName() {
        assertThat(secret.reveal()).isEqualTo("hush");
        assertThat(List.of(secret.toString(), Optional.of(secret).toString(), "" + secret))
                .noneMatch(text -> text.contains("hush"));
    }

    @Test
    void onlyTheWholeSecretMatches() {
        assertThat(secret.matches("hush")).isTrue();
        assertThat(List.of("", "hus", "hush ", "Hush", "hushh")).noneMatch(secret::matches);
    }
}
