package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    private Path home;

    private final Map<Setting<?>, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void aFlagWinsOverAVariableOverTheFileOverTheDefault() throws Exception {
        assertThat(read().value(Settings.ROWS)).isEqualTo(Settings.ROWS.asDefault());
        file("rows = 10");
        assertThat(read().get(Settings.ROWS)).isEqualTo(10);
        environment.put("COOP_ROWS", "20");
        assertThat(read().get(Settings.ROWS)).isEqualTo(20);
        flags.put(Settings.ROWS, "30");
        assertThat(read().get(Settings.ROWS)).isEqualTo(30);
        assertThat(read().given(Settings.ROWS)).contains(30);
        assertThat(read().given(Settings.COLS)).isEmpty();
    }

    @Test
    void anEmptyVariableIsAMissingOne() throws Exception {
        environment.put("COOP_ROWS", "");
        assertThat(read().given(Settings.ROWS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cols, 0, 'from 1 to 2000'",
        "cols, -5, 'from 1 to 2000'",
        "cols, +5, 'from 1 to 2000'",
        "cols, 80x, 'from 1 to 2000'",
        "cols, 99999999999999999999, 'from 1 to 2000'",
        "port, 65536, 'from 0 to 65535'",
        "ring-size, 0, 'bytes from 1 to 1073741824'",
        "ring-size, 1MB, 'bytes from 1 to 1073741824'",
        "limit-body, 10, 'bytes from 1024'",
        "drain-timeout-ms, -1, 'milliseconds from 0'",
        "drain-timeout-ms, 20s, 'milliseconds from 0'",
        "drain-timeout-ms, 604800001, 'milliseconds from 0 to 604800000'",
        "serve, yes, 'true or false'",
        "agent, clod, 'claude, codex, gemini or unknown'",
        "log-level, loud, 'off, error, warn, info, debug or trace'",
        "term, 'a b', 'terminal type'",
        "name, ../x, 'letters, digits'",
        "host, 127.0.0.1:80, 'without a port'",
        "allow-host, 'good,b/d', 'with commas'",
        "allow-origin, *, 'an origin'",
        "allow-origin, https://example.org/, 'without a path'",
        "allow-origin, example.org, 'an origin'",
    })
    void whatDoesNotFitIsAnErrorThatNamesItItsSourceAndWhatIsAllowed(String key, String text, String allowed)
            throws Exception {
        Setting<?> setting = setting(key);
        flags.put(setting, text);
        assertThat(onlyProblem())
                .startsWith("option '--" + key + "' is '" + text + "'; it must be ")
                .contains(allowed);

        flags.clear();
        environment.put(setting.variable(), text);
        assertThat(onlyProblem())
                .startsWith("the variable " + setting.variable() + " is '" + text + "'")
                .contains(allowed);

        environment.clear();
        Path file = file("\n" + key + " = '" + text + "'\n");
        assertThat(onlyProblem())
                .startsWith(file + ":2: '" + key + "' is '" + text + "'")
                .contains(allowed);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        environment.put("COOP_ROWS", "many");
        flags.put(Settings.COLS, "few");
        file("prot = 80");
        assertThat(problems()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prot = 80| did you mean 'port'?",
                "grpc-port = 80| did you mean 'port-grpc'?",
                "Port = 80| did you mean 'port'?",
                "auth_token = 'hush'| did you mean 'auth-token'?",
                "limit.body = 80| did you mean 'limit-body'?",
                "colour = 'red'| 'coop config' lists all",
                "`[limit]\nbody = 80`| did you mean 'limit-body'?",
            })
    void anUnknownKeyIsAnErrorThatSuggestsTheNearest(String text, String suggestion) throws Exception {
        Path file = file(text);
        assertThat(onlyProblem()).startsWith(file + ":").contains(suggestion).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port = 80.5",
                "port = [80, 81]",
                "port = []",
                "port = true",
                "serve = 2",
                "cols = 1e2",
                "name = ['a', ['b c']]",
                "allow-host = ['']\nallow-origin=['']\nport='x'",
            })
    void aValueOfAnotherKindDoesNotFit(String text) throws Exception {
        file(text);
        assertThat(onlyProblem()).contains("it must be");
    }

    @Test
    void anArrayIsAList() throws Exception {
        file("allow-host = [\n  'a.example', # one\n  \"b.example\",\n]\nallow-origin = []");
        assertThat(read().get(Settings.ALLOW_HOST)).containsExactly("a.example", "b.example");
        assertThat(read().get(Settings.ALLOW_ORIGIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-token = hush",
                "auth-token = 'hush",
                "auth-token = 20hush",
                "auth-token = 2020-hu-sh",
                "rows = 1\nauth-token = \"hush\\q\"",
                "auth-token = 'hush'\nauth-token = 'hush'",
                "hush",
                "= hush",
            })
    void whatIsNoTomlIsAnErrorThatNamesTheLineAndQuotesNothing(String text) throws Exception {
        Path file = file(text);
        assertThat(onlyProblem()).matches("\\Q" + file + "\\E:[12]: .*TOML.*").doesNotContain("hush");
    }

    @Test
    void aFileThatIsNoTextOrTooLargeIsAnError() throws Exception {
        Path file = file("");
        Files.write(file, new byte[] {'#', (byte) 0xff, '\n'});
        assertThat(onlyProblem()).contains(file.toString()).contains("UTF-8");
        Files.writeString(file, "#".repeat((1 << 20) + 1));
        assertThat(onlyProblem()).contains(file.toString()).contains("larger than 1048576 bytes");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(onlyProblem()).contains(file.toString()).contains("cannot be read");
    }

    @Test
    void theFileStandsWhereTheDesktopsStandardSaysSo() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/coop"));
        Files.writeString(elsewhere.resolve("config.toml"), "rows = 7");
        environment.put("XDG_CONFIG_HOME", home.resolve("elsewhere").toString());
        assertThat(read().get(Settings.ROWS)).isEqualTo(7);
        environment.put("XDG_CONFIG_HOME", "elsewhere");
        assertThat(read().given(Settings.ROWS)).isEmpty();
        file("rows = 8");
        assertThat(read().get(Settings.ROWS)).isEqualTo(8);
    }

    @Test
    void aVariableThatLooksLikeOneOfOursIsAWarningAndNoMore() throws Exception {
        environment.putAll(Map.of(
                "COOP_PROT", "80",
                "COOP_PORT_GRPC", "80",
                "COOP", "1",
                "COOP_URL", "http://127.0.0.1:1",
                "COOP_CHICKENS", "12",
                "PROT", "80"));
        assertThat(read().warnings())
                .containsExactly(
                        "the variable COOP_PORT_GRPC is not known, so it does nothing; did you mean COOP_GRPC_PORT?",
                        "the variable COOP_PROT is not known, so it does nothing; did you mean COOP_PORT?");
        assertThat(read().given(Settings.PORT)).isEmpty();
    }

    @Test
    void aTokenThatDoesNotFitIsNotQuoted() throws Exception {
        for (String token : List.of("hush hush", "hüsh", "hush\n", "h".repeat(1025))) {
            environment.put("COOP_AUTH_TOKEN", token);
            assertThat(onlyProblem())
                    .startsWith("the variable COOP_AUTH_TOKEN does not fit")
                    .doesNotContain(token);
        }
    }

    @Test
    void aTokenMayStandInAFile() throws Exception {
        Path file = Files.writeString(home.resolve("token"), "  hush\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        flags.put(Settings.AUTH_TOKEN_FILE, file.toString());
        Configuration read = read();
        assertThat(read.token())
                .hasValueSatisfying(token -> assertThat(token.reveal()).isEqualTo("hush"));
        assertThat(read.warnings()).isEmpty();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read().warnings()).singleElement().asString().contains(file.toString(), "chmod 600");
    }

    @Test
    void aTokensFileThatCannotBeUsedIsAnError() throws Exception {
        Path file = home.resolve("token");
        flags.put(Settings.AUTH_TOKEN_FILE, file.toString());
        assertThat(onlyProblem()).contains("option '--auth-token-file'", file.toString(), "does not exist");
        for (String content : List.of("", "\n", "hush hush", "hush\nhush", "h".repeat(5000))) {
            Files.writeString(file, content);
            assertThat(onlyProblem()).contains(file.toString(), "does not fit").doesNotContain("hush");
        }
        Files.write(file, new byte[] {(byte) 0xff});
        assertThat(onlyProblem()).contains("cannot be read");
    }

    @Test
    void twoTokensAreAnError() throws Exception {
        Path file = Files.writeString(home.resolve("token"), "one");
        environment.put("COOP_AUTH_TOKEN", "other");
        flags.put(Settings.AUTH_TOKEN_FILE, file.toString());
        assertThat(onlyProblem())
                .contains("COOP_AUTH_TOKEN", "--auth-token-file")
                .doesNotContain("other");
    }

    @Test
    void aTokenInAConfigurationFileThatOthersReadIsAWarning() throws Exception {
        Path file = file("auth-token = 'hush'");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read().warnings()).singleElement().asString().contains(file.toString(), "chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(read().warnings()).isEmpty();
    }

    @Test
    void timesAreTyped() throws Exception {
        environment.put("COOP_SHUTDOWN_TIMEOUT_MS", "1500");
        assertThat(read().get(Settings.SHUTDOWN_TIMEOUT)).isEqualTo(Duration.ofMillis(1500));
    }

    private Configuration read() throws SettingsException {
        environment.put("HOME", home.toString());
        return Configuration.read(flags, environment);
    }

    private List<String> problems() {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, this::read);
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }

    private String onlyProblem() {
        assertThat(problems()).hasSize(1);
        return problems().getFirst();
    }

    private Path file(String text) throws IOException {
        Path file = Files.createDirectories(home.resolve(".config/coop")).resolve("config.toml");
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static Setting<?> setting(String key) {
        return Settings.ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
