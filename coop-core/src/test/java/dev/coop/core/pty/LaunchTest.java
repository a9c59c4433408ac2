package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    @Test
    void eachWrongFieldIsNamed() {
        refuses("argv: names no program", List.of(), Map.of(), "xterm");
        refuses("argv: names no program", List.of(""), Map.of(), "xterm");
        refuses("argv[1]: contains a NUL character", List.of("sh", "a\0b"), Map.of(), "xterm");
        refuses("environment: has an empty name", List.of("sh"), Map.of("", "x"), "xterm");
        refuses("environment.A: contains a NUL character", List.of("sh"), Map.of("A", "\0"), "xterm");
        refuses("term: is empty", List.of("sh"), Map.of(), " ");
        refuses("term: contains a NUL character", List.of("sh"), Map.of(), "xterm\0");
    }

    @Test
    void aNameWithAnEqualsSignIsRefusedWithoutRepeatingWhatMayBeASecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> launch(List.of("sh"), Map.of("TOKEN=hunter2", ""), "xterm"))
                .withMessageContaining("TOKEN")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void theTextFormShowsNamesOfTheEnvironmentAndNoValues() {
        assertThat(launch(List.of("claude"), Map.of("TOKEN", "hunter2"), "xterm")
                        .toString())
                .contains("claude", "TOKEN", "xterm")
                .doesNotContain("hunter2");
    }

    @Test
    void aLaunchDoesNotChangeWithTheCollectionsItWasMadeOf() {
        List<String> argv = new java.util.ArrayList<>(List.of("sh"));
        Map<String, String> environment = new java.util.HashMap<>(Map.of("A", "1"));
        Launch launch = launch(argv, environment, "xterm");
        argv.add("-c");
        environment.put("B", "2");
        assertThat(launch.argv()).containsExactly("sh");
        assertThat(launch.environment()).containsOnlyKeys("A");
    }

    private static void refuses(String message, List<String> argv, Map<String, String> environment, String term) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> launch(argv, environment, term))
                .withMessage(message);
    }

    private static Launch launch(List<String> argv, Map<String, String> environment, String term) {
        return new Launch(argv, Path.of("/tmp"), environment, term, Launches.SIZE);
    }
}
