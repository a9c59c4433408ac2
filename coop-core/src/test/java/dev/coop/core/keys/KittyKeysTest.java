package dev.coop.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.vt.Mode;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's own examples, and what follows from its tables. */
class KittyKeysTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "escape,^[[27u",
                "ctrl-escape,^[[27;5u",
                "ctrl-c,^[[99;5u",
                "ctrl-C,^[[99;5u",
                "ctrl-shift-c,^[[99;6u",
                "ctrl-i,^[[105;5u",
                "ctrl-[,^[[91;5u",
                "ctrl-1,^[[49;5u",
                "ctrl-space,^[[32;5u",
                "alt-[,^[[91;3u",
                "alt-x,^[[120;3u",
                "alt-X,^[[120;4u",
                "ctrl-alt-x,^[[120;7u",
                "enter,^M",
                "tab,^I",
                "backspace,^?",
                "shift-enter,^[[13;2u",
                "ctrl-enter,^[[13;5u",
                "shift-tab,^[[9;2u",
                "backtab,^[[9;2u",
                "ctrl-backspace,^[[127;5u",
                "a,a",
                "A,A",
                "é,é",
                "space,\" \"",
                "shift-space,\" \"",
                "up,^[[A",
                "ctrl-up,^[[1;5A",
                "f1,^[[P",
                "shift-f1,^[[1;2P",
                "f3,^[[13~",
                "alt-f3,^[[13;3~",
                "f5,^[[15~",
                "ctrl-alt-delete,^[[3;7~",
                "kp-5,5",
                "ctrl-kp-5,^[[57404;5u",
                "kp-enter,^[[57414u",
            })
    void aProgramThatAsksForUnambiguousKeysGetsThem(String name, String bytes) {
        assertThat(Pressed.withFlags(1, name)).isEqualTo(bytes);
        assertThat(Pressed.withFlags(3, name))
                .as("reports of releases change no press")
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "8,a,^[[97u",
        "8,A,^[[97;2u",
        "9,A,^[[97;2u",
        "8,enter,^[[13u",
        "8,tab,^[[9u",
        "8,backspace,^[[127u",
        "8,space,^[[32u",
        "8,kp-5,^[[57404u",
        "12,A,^[[97:65;2u",
        "12,ctrl-shift-c,^[[99:67;6u",
        "12,a,^[[97u",
        "12,shift-space,^[[32;2u",
        "24,a,^[[97;;97u",
        "24,A,^[[97;2;65u",
        "28,A,^[[97:65;2;65u",
        "24,ctrl-a,^[[97;5u",
        "24,enter,^[[13u",
        "24,kp-5,^[[57404;;53u",
        "24,😀,^[[128512;;128512u",
    })
    void aProgramThatAsksForAllKeysGetsThem(int flags, String name, String bytes) {
        assertThat(Pressed.withFlags(flags, name)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 16, 22})
    void otherFlagsAloneChangeNothing(int flags) {
        for (String name : KeyNames.all()) {
            assertThat(Pressed.withFlags(flags, "ctrl-" + name)).isEqualTo(Pressed.inDefaultModes("ctrl-" + name));
        }
        assertThat(Pressed.withFlags(flags, "escape", "alt-x", "A")).isEqualTo("^[^[xA");
    }

    @Test
    void theProtocolComesBeforeApplicationModes() {
        assertThat(Pressed.readable(Keys.encode(
                        List.of("up", "kp-5"), EnumSet.of(Mode.APPLICATION_CURSOR_KEYS, Mode.APPLICATION_KEYPAD), 1)))
                .isEqualTo("^[[A5");
    }
}
