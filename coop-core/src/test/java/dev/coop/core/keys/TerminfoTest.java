package dev.coop.core.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coop.core.vt.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs know keys from the terminfo entry of the terminal they are told to be on: what coop sends is what it says. */
@Timeout(30)
class TerminfoTest {
    private static final Path INFOCMP = Path.of("/usr/bin/infocmp");

    /** The state in which an entry's keys are meant: after {@code smkx}. */
    private static final Set<Mode> KEYPAD_TRANSMITS = EnumSet.of(Mode.APPLICATION_CURSOR_KEYS, Mode.APPLICATION_KEYPAD);

    private static Map<String, String> entry() throws IOException {
        Map<String, String> entry = new LinkedHashMap<>();
        Process infocmp = new ProcessBuilder(INFOCMP.toString(), "-x", "-1", "xterm-256color").start();
        try (var lines = infocmp.inputReader()) {
            lines.lines().map(String::strip).forEach(line -> {
                int equals = line.indexOf('=');
                if (line.startsWith("k") && equals > 0) {
                    entry.put(line.substring(0, equals), line.substring(equals + 1, line.length() - 1));
                }
            });
        }
        return entry;
    }

    private static Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>(Map.of(
                "kcuu1", "up", "kcud1", "down", "kcuf1", "right", "kcub1", "left", "khome", "home", "kend", "end"));
        named.putAll(Map.of("kich1", "insert", "kdch1", "delete", "kpp", "pageup", "knp", "pagedown"));
        named.putAll(Map.of("kbs", "backspace", "kcbt", "shift-tab", "kent", "kp-enter"));
        named.putAll(Map.of("kpADD", "kp-add", "kpSUB", "kp-subtract", "kpMUL", "kp-multiply", "kpDIV", "kp-divide"));
        named.putAll(Map.of("kpDOT", "kp-decimal", "kpZRO", "kp-0", "ka1", "kp-7", "ka3", "kp-9"));
        named.putAll(Map.of("kc1", "kp-1", "kc3", "kp-3", "kb2", "kp-5"));
        List<String> functionModifiers = List.of("", "shift-", "ctrl-", "ctrl-shift-", "alt-", "alt-shift-");
        for (int n = 1; n <= 63; n++) {
            named.put("kf" + n, functionModifiers.get((n - 1) / 12) + "f" + ((n - 1) % 12 + 1));
        }
        Map<String, String> modified = Map.of(
                "kUP",
                "up",
                "kDN",
                "down",
                "kRIT",
                "right",
                "kLFT",
                "left",
                "kHOM",
                "home",
                "kEND",
                "end",
                "kIC",
                "insert",
                "kDC",
                "delete",
                "kPRV",
                "pageup",
                "kNXT",
                "pagedown");
        Map<String, String> modifiers = Map.of(
                "", "shift-", "3", "alt-", "4", "alt-shift-", "5", "ctrl-", "6", "ctrl-shift-", "7", "ctrl-alt-");
        modified.forEach((capability, key) ->
                modifiers.forEach((number, modifier) -> named.put(capability + number, modifier + key)));
        return named;
    }

    @Test
    void keysAreWhatTheEntryOfTheTerminalSays() throws Exception {
        assumeTrue(Files.isExecutable(INFOCMP), "infocmp is not installed");
        Map<String, String> entry = entry();
        int compared = 0;
        for (var name : named().entrySet()) {
            String says = entry.get(name.getKey());
            if (says != null) {
                String ours = Pressed.in(KEYPAD_TRANSMITS, name.getValue());
                assertThat(ours.replace("^[", "\\E"))
                        .as("%s is %s", name.getKey(), name.getValue())
                        .isEqualTo(says);
                compared++;
            }
        }
        assertThat(compared).as("capabilities that were compared").isGreaterThan(80);
    }
}
