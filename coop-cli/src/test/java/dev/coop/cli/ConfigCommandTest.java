package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coop.core.config.Group;
import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path home;

    static List<Setting<?>> settings() {
        return Settings.ALL;
    }

    @Test
    void everySettingIsShownWithItsValueAndWhereThatCameFrom() throws Exception {
        Path file = file("rows = 40\n");
        environment.put("COOP_LOG_LEVEL", "debug");
        assertThat(coop("config", "--port", "8080", "--serve", "--allow-host", "a.example,b.example"))
                .isZero();
        assertThat(row("host")).containsExactly("host", "127.0.0.1", "default");
        assertThat(row("port")).containsExactly("port", "8080", "--port");
        assertThat(row("serve")).containsExactly("serve", "true", "--serve");
        assertThat(row("allow-host")).containsExactly("allow-host", "a.example,b.example", "--allow-host");
        assertThat(row("rows")).containsExactly("rows", "40", file + ":1");
        assertThat(row("log-level")).containsExactly("log-level", "debug", "COOP_LOG_LEVEL");
        assertThat(row("socket")).containsExactly("socket", "default");
        assertThat(out.toString()).endsWith("Configuration file: " + file + "\n");
        Settings.ALL.forEach(setting -> assertThat(row(setting.key())).isNotEmpty());
    }

    @Test
    void withoutAFileItSaysWhereOneWouldBe() {
        assertThat(coop("config")).isZero();
        assertThat(out.toString()).contains(home + "/.config/coop/config.toml (there is none)");
    }

    @Test
    void secretsAreHidden() throws Exception {
        environment.put("COOP_AUTH_TOKEN", "hush");
        coop("config");
        assertThat(row("auth-token")).containsExactly("auth-token", "(secret)", "COOP_AUTH_TOKEN");
        coop("config", "--json");
        assertThat(out.toString()).contains("(secret)").doesNotContain("hush");
    }

    @Test
    void programsGetTypedValues() throws Exception {
        Path file = file("allow-origin = ['https://a.example']\n");
        coop("config", "--json", "--cols", "99", "--serve");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("file").asText()).isEqualTo(file.toString());
        assertThat(json.get("settings")).hasSize(Settings.ALL.size());
        assertThat(json(json, "cols"))
                .isEqualTo("{\"key\":\"cols\",\"value\":99,\"from\":\"flag\",\"source\":\"--cols\",\"used_by\":\"the"
                        + " session\"}");
        assertThat(json(json, "serve")).contains("\"value\":true");
        assertThat(json(json, "port")).contains("\"value\":null").contains("\"from\":\"default\"");
        assertThat(json(json, "term")).contains("\"value\":\"xterm-256color\"");
        assertThat(json(json, "allow-origin"))
                .contains("\"value\":[\"https://a.example\"]")
                .contains("\"from\":\"file\"");
    }

    @Test
    void aWrongSettingIsAnErrorHereAsEverywhere() {
        environment.put("COOP_COLS", "0");
        assertThat(coop("config")).isEqualTo(2);
        assertThat(errors.toString()).contains("COOP_COLS").contains("Try: coop config --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theFileToStartFromChangesNothingAndNamesEverything() throws Exception {
        coop("config", "--defaults");
        String template = out.toString();
        Settings.ALL.forEach(setting -> assertThat(template)
                .contains(setting.doc())
                .contains(setting.flag())
                .contains(setting.variable())
                .contains("\n#" + setting.key() + " ="));
        file(template);
        assertThat(coop("config")).isZero();
        assertThat(out.toString()).doesNotContain("config.toml:");
    }

    @Test
    void theFileToStartFromHoldsTheDefaultsWhenItsLinesAreTaken() throws Exception {
        coop("config", "--defaults");
        file(out.toString().replaceAll("(?m)^#([a-z][a-z-]* = )", "$1"));
        assertThat(coop("config")).isZero();
        for (Setting<?> setting : Settings.ALL) {
            String value = Settings.ALL.contains(setting) ? row(setting.key()).getLast() : "";
            assertThat(value).matches("default|.*config\\.toml:[0-9]+");
        }
        assertThat(row("cols").get(1)).isEqualTo("200");
        assertThat(row("term").get(1)).isEqualTo("xterm-256color");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsAnOptionOfTheLauncherAndInTheHelpThatHasItsPlace(Setting<?> setting) {
        assertThat(coop("config", "--help")).isZero();
        assertThat(out.toString()).contains(setting.isToggle() ? "--[no-]" + setting.key() : setting.flag());
        assertThat(coop("--help")).isZero();
        String flag = setting.isToggle() ? "--[no-]" + setting.key() : " " + setting.flag() + "=";
        if (setting.group().fineTuning()) {
            assertThat(out.toString()).doesNotContain(flag);
        } else {
            assertThat(out.toString()).contains(flag).contains(setting.group().heading() + ":");
        }
    }

    @Test
    void theGroupsOfTheHelpStandInTheirOrder() {
        coop("config", "--help");
        List<String> headings = new ArrayList<>(out.toString().lines().toList());
        headings.retainAll(Arrays.stream(Group.values())
                .map(group -> group.heading() + ":")
                .toList());
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(Group.values())
                        .map(group -> group.heading() + ":")
                        .toList());
    }

    private int coop(String... arguments) {
        out.getBuffer().setLength(0);
        environment.put("HOME", home.toString());
        return Grammar.of(new Caller(new PrintWriter(out, true), new PrintWriter(errors, true), environment))
                .execute(arguments);
    }

    private List<String> row(String key) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> List.of(line.split(" +", -1)))
                .findFirst()
                .orElse(List.of());
    }

    private static String json(JsonNode all, String key) {
        for (JsonNode one : all.get("settings")) {
            if (one.get("key").asText().equals(key)) {
                return one.toString();
            }
        }
        throw new AssertionError("no setting " + key);
    }

    private Path file(String text) throws Exception {
        Path file = Files.createDirectories(home.resolve(".config/coop")).resolve("config.toml");
        return Files.writeString(file, text);
    }
}
