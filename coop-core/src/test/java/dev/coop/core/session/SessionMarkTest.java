package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionMarkTest {
    @Test
    void theProgramGetsTheMarkAndTheHookSecretOfItsSession() {
        SessionMark mark = SessionMark.random();
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin"));

        mark.addTo(environment);

        assertThat(environment)
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("COOP_SESSION_MARK", mark.id()),
                        Map.entry("COOP_HOOK_SECRET", mark.hookSecret().reveal()));
    }

    @Test
    void aSessionInsideAnotherBelongsToBothAndHasItsOwnSecret() {
        SessionMark outer = SessionMark.random();
        SessionMark inner = SessionMark.random();
        Map<String, String> environment = new HashMap<>();

        outer.addTo(environment);
        inner.addTo(environment);

        assertThat(SessionMark.ids(environment.getOrDefault("COOP_SESSION_MARK", "")))
                .containsExactly(outer.id(), inner.id());
        assertThat(environment)
                .containsEntry("COOP_HOOK_SECRET", inner.hookSecret().reveal());
    }

    @Test
    void marksDoNotGrowWithoutEnd() {
        Map<String, String> environment = new HashMap<>();
        SessionMark last = SessionMark.random();
        for (int depth = 0; depth < 100; depth++) {
            last = SessionMark.random();
            last.addTo(environment);
        }
        List<String> ids = SessionMark.ids(environment.getOrDefault("COOP_SESSION_MARK", ""));

        assertThat(ids).hasSize(8).endsWith(last.id());
    }

    @Test
    void itsTextDoesNotTellTheSecret() {
        SessionMark mark = SessionMark.random();

        assertThat(mark.toString())
                .contains(mark.id())
                .doesNotContain(mark.hookSecret().reveal());
    }
}
