package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The machine of a host, made from the command line of its front. */
class HostJvmTest {
    private static final String MAIN = "dev.coop.cli.Main";
    private static final List<String> PLACES =
            List.of("-Djna.boot.library.path=/dist/native", "-cp", "/dist/a.jar:/dist/b.jar");

    private static List<String> machine(List<String> before, List<String> places, String... arguments)
            throws IOException {
        return HostJvm.machine(Stream.of(List.of("java"), before, places, List.of(MAIN), List.of(arguments))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void behindTheLauncherAHostHasItsOwnFlagsAndCacheAndOurPlaces() throws Exception {
        assertThat(machine(
                        List.of(
                                "-Xmx16m",
                                "-XX:AOTCache=/dist/client.aot",
                                "-Dcoop.host.flags=-XX:+UseSerialGC -Xmx256m",
                                "-Dcoop.host.cache=/dist/host.aot"),
                        PLACES,
                        "claude"))
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:AOTCache=/dist/host.aot",
                        "-Djna.boot.library.path=/dist/native",
                        "-cp",
                        "/dist/a.jar:/dist/b.jar");
    }

    @Test
    void withoutACacheForHostsTheFrontsIsNotTakenForOne() throws Exception {
        assertThat(machine(
                        List.of("-XX:AOTCache=/dist/client.aot", "-Dcoop.host.flags=-Xmx256m", "-Dcoop.host.cache="),
                        PLACES))
                .startsWith("-Xmx256m", "-Djna.boot.library.path=/dist/native")
                .noneMatch(flag -> flag.contains("AOT"));
    }

    @Test
    void withoutTheLauncherAHostIsAMachineLikeOurs() throws Exception {
        assertThat(machine(
                        List.of("-Xmx99m", "-XX:AOTCache=/dist/client.aot", "--enable-native-access=ALL-UNNAMED"),
                        PLACES))
                .containsExactly(
                        "-Xmx99m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djna.boot.library.path=/dist/native",
                        "-cp",
                        "/dist/a.jar:/dist/b.jar");
    }

    @Test
    void whatWasTypedForCoopIsNoFlagOfTheMachine() throws Exception {
        assertThat(machine(List.of(), PLACES, "--", "java", "-Xmx1m", "-cp", "theirs.jar", MAIN))
                .containsExactlyElementsOf(PLACES);
    }

    @Test
    void whoWasNotStartedAsCoopStartsNoHost() {
        assertThatThrownBy(() -> HostJvm.machine(List.of("java", "-jar", "tests.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("launcher");
    }
}
