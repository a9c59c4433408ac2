package dev.coop.core.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table itself. A row that is missing from one of the tests' own tables fails them. */
class SettingsTest {
    /** As TOML writes it; {@code null}: not set. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("host", "\"127.0.0.1\""),
            entry("port", "null"),
            entry("port-grpc", "null"),
            entry("port-health", "null"),
            entry("socket", "null"),
            entry("name", "null"),
            entry("auth-token", "null"),
            entry("auth-token-file", "null"),
            entry("allow-host", "[]"),
            entry("allow-origin", "[]"),
            entry("allow-self-drive", "false"),
            entry("serve", "false"),
            entry("headless", "null"),
            entry("exit-with-agent", "null"),
            entry("agent", "null"),
            entry("cols", "200"),
            entry("rows", "50"),
            entry("term", "\"xterm-256color\""),
            entry("ring-size", "1048576"),
            entry("vt-decrqcra", "false"),
            entry("log-format", "\"json\""),
            entry("log-level", "\"info\""),
            entry("url", "null"),
            entry("statusline-cmd", "null"),
            entry("statusline-interval", "5"),
            entry("drain-timeout-ms", "20000"),
            entry("shutdown-timeout-ms", "10000"),
            entry("idle-timeout-ms", "0"),
            entry("nudge-timeout-ms", "4000"),
            entry("input-delay-ms", "200"),
            entry("input-delay-per-byte-ms", "1"),
            entry("input-delay-max-ms", "5000"),
            entry("groom-dismiss-delay-ms", "500"),
            entry("screen-debounce-ms", "50"),
            entry("screen-poll-ms", "3000"),
            entry("log-poll-ms", "3000"),
            entry("process-poll-ms", "10000"),
            entry("tmux-poll-ms", "1000"),
            entry("reap-poll-ms", "50"),
            entry("limit-headers", "16384"),
            entry("limit-body", "2097152"),
            entry("limit-upload", "10485760"),
            entry("limit-frame", "1048576"),
            entry("limit-message", "2097152"),
            entry("limit-connections", "2048"),
            entry("limit-subscriptions", "64"),
            entry("limit-requests", "64"),
            entry("limit-streams", "8192"),
            entry("limit-request-ms", "30000"),
            entry("limit-idle-ms", "300000"),
            entry("limit-stall-ms", "60000"),
            entry("limit-silence-ms", "30000"),
            entry("limit-pong-ms", "60000"),
            entry("limit-login-ms", "60000"));

    /** For each something that is not the default, as the configuration file would have it; ~ is the test's directory. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            entry("host", "\"::1\""),
            entry("port", "8080"),
            entry("port-grpc", "8081"),
            entry("port-health", "0"),
            entry("socket", "\"/run/coop.sock\""),
            entry("name", "\"build-7\""),
            entry("auth-token", "\"hush\""),
            entry("auth-token-file", "\"~/token\""),
            entry("allow-host", "[\"coop.example.org\", \"10.0.0.7\"]"),
            entry("allow-origin", "[\"https://example.org\", \"http://10.0.0.7:8080\"]"),
            entry("allow-self-drive", "true"),
            entry("serve", "true"),
            entry("headless", "true"),
            entry("exit-with-agent", "false"),
            entry("agent", "\"claude\""),
            entry("cols", "132"),
            entry("rows", "43"),
            entry("term", "\"xterm-direct\""),
            entry("ring-size", "4096"),
            entry("vt-decrqcra", "true"),
            entry("log-format", "\"text\""),
            entry("log-level", "\"debug\""),
            entry("url", "\"unix:/run/coop.sock\""),
            entry("statusline-cmd", "\"uptime\""),
            entry("statusline-interval", "7"),
            entry("drain-timeout-ms", "1"),
            entry("shutdown-timeout-ms", "2"),
            entry("idle-timeout-ms", "3"),
            entry("nudge-timeout-ms", "4"),
            entry("input-delay-ms", "5"),
            entry("input-delay-per-byte-ms", "6"),
            entry("input-delay-max-ms", "7"),
            entry("groom-dismiss-delay-ms", "8"),
            entry("screen-debounce-ms", "9"),
            entry("screen-poll-ms", "10"),
            entry("log-poll-ms", "11"),
            entry("process-poll-ms", "12"),
            entry("tmux-poll-ms", "13"),
            entry("reap-poll-ms", "14"),
            entry("limit-headers", "2001"),
            entry("limit-body", "2002"),
            entry("limit-upload", "2003"),
            entry("limit-frame", "2004"),
            entry("limit-message", "2005"),
            entry("limit-connections", "2006"),
            entry("limit-subscriptions", "2007"),
            entry("limit-requests", "2008"),
            entry("limit-streams", "2009"),
            entry("limit-request-ms", "2010"),
            entry("limit-idle-ms", "2011"),
            entry("limit-stall-ms", "2012"),
            entry("limit-silence-ms", "2013"),
            entry("limit-pong-ms", "2014"),
            entry("limit-login-ms", "2015"));

    @TempDir
    private Path home;

    @BeforeEach
    void writeTheToken() throws IOException {
        Files.writeString(home.resolve("token"), "hush\n");
    }

    static List<Setting<?>> all() {
        return Settings.ALL;
    }

    @Test
    void theTableHoldsEverySettingOnce() {
        List<Setting<?>> declared = new ArrayList<>();
        for (Field field : Settings.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class) {
                declared.add(setting(field));
            }
        }
        assertThat(Settings.ALL).containsExactlyElementsOf(declared);
        assertThat(Settings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Settings.ALL).extracting(Setting::variable).doesNotHaveDuplicates();
    }

    @Test
    void theDefaultsAreThese() {
        Map<String, String> defaults = Settings.ALL.stream()
                .collect(Collectors.toMap(
                        Setting::key, setting -> setting.asDefault().literal()));
        assertThat(new TreeMap<>(defaults)).isEqualTo(new TreeMap<>(DEFAULTS));
    }

    @Test
    void theFourteenTimesHaveTheDefaultsOfTheDocument() throws Exception {
        Map<String, String> document = new LinkedHashMap<>();
        try (InputStream file = SettingsTest.class.getResourceAsStream("/settings/tuning.md")) {
            assertThat(file).isNotNull();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] cells = line.replace("`", "").split("\\|", -1);
                if (cells[1].strip().startsWith("COOP_")) {
                    document.put(cells[1].strip(), cells[2].strip());
                }
            }
        }
        assertThat(document).hasSize(14);
        assertThat(Settings.ALL.stream()
                        .filter(setting -> setting.group() == Group.TIMING)
                        .collect(Collectors.toMap(
                                Setting::variable,
                                setting -> setting.asDefault().literal())))
                .isEqualTo(document);
    }

    /** Anything else that does nothing would be a promise not kept. */
    @Test
    void onlyTheTimesOfTheDocumentMayBeAcceptedWithoutAUse() {
        assertThat(Settings.ALL)
                .filteredOn(setting -> setting.usedBy() == UsedBy.NOTHING_YET)
                .allSatisfy(setting -> assertThat(setting.group()).isEqualTo(Group.TIMING));
    }

    @Test
    void everySettingHasASampleForTheTestsBelow() {
        assertThat(SAMPLES.keySet()).isEqualTo(DEFAULTS.keySet());
        SAMPLES.forEach((key, sample) -> assertThat(sample).isNotEqualTo(DEFAULTS.get(key)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSettingComesFromItsFlag(Setting<?> setting) throws Exception {
        Configuration read = Configuration.read(Map.of(setting, plain(setting)), Map.of());
        assertThat(read.value(setting).source().text()).isEqualTo("--" + setting.key());
        assertSample(read, setting);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSettingComesFromItsVariable(Setting<?> setting) throws Exception {
        Configuration read = Configuration.read(Map.of(), Map.of(setting.variable(), plain(setting)));
        assertThat(read.value(setting).source().text()).isEqualTo(setting.variable());
        assertSample(read, setting);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSettingComesFromTheFile(Setting<?> setting) throws Exception {
        Path file = Files.createDirectories(home.resolve(".config/coop")).resolve("config.toml");
        Files.writeString(file, "# what I like\n\n%s = %s\n".formatted(setting.key(), sample(setting)));
        Configuration read = Configuration.read(Map.of(), Map.of("HOME", home.toString()));
        assertThat(read.value(setting).source().text()).isEqualTo(file + ":3");
        assertSample(read, setting);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTypedSettingSaysWhatItTakes(Setting<?> setting) {
        assertThat(setting.doc()).matches("[A-Z].*\\.").hasSizeLessThanOrEqualTo(120);
        assertThat(setting.type().allowed()).isNotBlank();
        assertThat(setting.type().label()).isNotBlank();
        assertThat(setting.flag()).matches("--[a-z][a-z-]+");
        assertThat(setting.variable()).matches("COOP_[A-Z_]+");
    }

    private void assertSample(Configuration read, Setting<?> setting) {
        Value<?> value = read.value(setting);
        if (setting.isSecret()) {
            assertThat(value.literal()).isEqualTo("\"(secret)\"");
            assertThat(read.token())
                    .hasValueSatisfying(token -> assertThat(token.reveal()).isEqualTo("hush"));
        } else {
            assertThat(value.literal()).isEqualTo(sample(setting));
        }
        assertThat(read.all()).filteredOn(other -> !other.isDefault()).hasSize(1);
    }

    private String sample(Setting<?> setting) {
        return SAMPLES.getOrDefault(setting.key(), "").replace("~", home.toString());
    }

    /** As it is typed: without quotes and brackets. */
    private String plain(Setting<?> setting) {
        return sample(setting).replaceAll("[\\[\\]\" ]", "");
    }

    private static Setting<?> setting(Field field) {
        try {
            return (Setting<?>) field.get(null);
        } catch (IllegalAccessException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
