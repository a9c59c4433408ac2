package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coop.core.pty.WindowSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSettingsTest {
    @Test
    void withoutAnySettingNothingListensOnTcpAndNobodyElseIsLetIn() throws Exception {
        ServerSettings server = of(Map.of()).server();
        assertThat(server)
                .isEqualTo(new ServerSettings(
                        "127.0.0.1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        false,
                        Duration.ofMillis(50),
                        new TransportLimits(
                                16384,
                                2097152,
                                10485760,
                                1048576,
                                2097152,
                                2048,
                                64,
                                64,
                                8192,
                                new TransportLimits.Patience(
                                        Duration.ofSeconds(30),
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(30),
                                        Duration.ofMinutes(1),
                                        Duration.ofMinutes(1)))));
        assertThat(server.listensOnTcp()).isFalse();
    }

    @Test
    void everyPartGetsWhatWasGiven() throws Exception {
        HostSettings settings = of(Map.ofEntries(
                Map.entry("COOP_PORT", "0"),
                Map.entry("COOP_GRPC_PORT", "81"),
                Map.entry("COOP_HEALTH_PORT", "82"),
                Map.entry("COOP_SOCKET", "/run/s"),
                Map.entry("COOP_NAME", "n"),
                Map.entry("COOP_AUTH_TOKEN", "hush"),
                Map.entry("COOP_ALLOW_HOST", "A.example, b.example"),
                Map.entry("COOP_ALLOW_ORIGIN", "HTTPS://A.example"),
                Map.entry("COOP_ALLOW_SELF_DRIVE", "1"),
                Map.entry("COOP_SERVE", "true"),
                Map.entry("COOP_HEADLESS", "false"),
                Map.entry("COOP_EXIT_WITH_AGENT", "true"),
                Map.entry("COOP_SHUTDOWN_TIMEOUT_MS", "7"),
                Map.entry("COOP_TERM", "vt100"),
                Map.entry("COOP_RING_SIZE", "99"),
                Map.entry("COOP_VT_DECRQCRA", "true"),
                Map.entry("COOP_AGENT", "Codex"),
                Map.entry("COOP_LOG_FORMAT", "TEXT"),
                Map.entry("COOP_LOG_LEVEL", "warn")));
        ServerSettings server = settings.server();
        assertThat(List.of(server.port(), server.portGrpc(), server.portHealth()))
                .containsExactly(Optional.of(0), Optional.of(81), Optional.of(82));
        assertThat(server.socket()).contains(Path.of("/run/s"));
        assertThat(server.name()).contains("n");
        assertThat(server.token())
                .hasValueSatisfying(token -> assertThat(token.matches("hush")).isTrue());
        assertThat(server.allowedHosts()).containsExactly("a.example", "b.example");
        assertThat(server.allowedOrigins()).containsExactly("https://a.example");
        assertThat(server.allowSelfDrive()).isTrue();
        assertThat(settings.run())
                .isEqualTo(new RunSettings(true, Optional.of(false), Optional.of(true), Duration.ofMillis(7)));
        assertThat(settings.session())
                .isEqualTo(new SessionSettings(
                        Optional.empty(), Optional.empty(), "vt100", 99, true, Optional.of("codex")));
        assertThat(settings.log()).isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.WARN));
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7", "fe80::1", "example.org", "127.0.0.1.example.org"})
    void anAddressThatOthersReachNeedsAToken(String host) throws Exception {
        Map<String, String> open = Map.of("COOP_HOST", host, "COOP_PORT", "8080");
        assertThat(problems(open)).singleElement().asString().contains("COOP_HOST", host, "--auth-token-file");
        assertThat(of(Map.of("COOP_HOST", host, "COOP_PORT", "8080", "COOP_AUTH_TOKEN", "hush"))
                        .server()
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost", "LocalHost"})
    void thisMachinesOwnAddressesNeedNone(String host) throws Exception {
        assertThat(of(Map.of("COOP_HOST", host, "COOP_HEALTH_PORT", "8080"))
                        .server()
                        .host())
                .isEqualTo(host);
    }

    @Test
    void whereNothingListensOnTcpTheAddressDoesNotMatter() throws Exception {
        assertThat(of(Map.of("COOP_HOST", "0.0.0.0")).server().listensOnTcp()).isFalse();
    }

    @Test
    void twoListenersCannotHaveOnePort() throws Exception {
        assertThat(problems(Map.of("COOP_PORT", "80", "COOP_HEALTH_PORT", "80")))
                .singleElement()
                .asString()
                .contains("COOP_PORT", "COOP_HEALTH_PORT", "80");
        assertThat(of(Map.of("COOP_PORT", "0", "COOP_GRPC_PORT", "0")).server().listensOnTcp())
                .isTrue();
    }

    @Test
    void aSocketsPathMustFitIntoTheKernelsStructure() throws Exception {
        String longest = "/" + "s".repeat(106);
        assertThat(of(Map.of("COOP_SOCKET", longest)).server().socket()).isPresent();
        assertThat(problems(Map.of("COOP_SOCKET", longest + "s")))
                .containsExactly("the variable COOP_SOCKET: socket path (108 bytes) must be shorter than 108 bytes");
        assertThat(problems(Map.of("COOP_SOCKET", "/" + "ü".repeat(54)))).hasSize(1);
    }

    @Test
    void theSizeIsWhatWasAskedForThenThatOfTheTerminalThenAWideOne() throws Exception {
        Optional<WindowSize> terminal = Optional.of(new WindowSize(90, 30));
        assertThat(of(Map.of()).session().size(Optional.empty())).isEqualTo(new WindowSize(200, 50));
        assertThat(of(Map.of()).session().size(terminal)).isEqualTo(new WindowSize(90, 30));
        assertThat(of(Map.of("COOP_COLS", "200")).session().size(terminal)).isEqualTo(new WindowSize(200, 30));
    }

    private static HostSettings of(Map<String, String> environment) throws SettingsException {
        return HostSettings.of(Configuration.read(Map.of(), environment));
    }

    private static List<String> problems(Map<String, String> environment) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> of(environment));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }
}
