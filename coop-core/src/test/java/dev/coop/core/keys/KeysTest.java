package dev.coop.core.keys;

import static dev.coop.core.keys.Pressed.inDefaultModes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coop.core.vt.Mode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    /** The names that clients have always used, and exactly the bytes that these stand for. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "enter,^M",
                "return,^M",
                "tab,^I",
                "escape,^[",
                "esc,^[",
                "backspace,^?",
                "delete,^[[3~",
                "del,^[[3~",
                "up,^[[A",
                "down,^[[B",
                "right,^[[C",
                "left,^[[D",
                "home,^[[H",
                "end,^[[F",
                "pageup,^[[5~",
                "page_up,^[[5~",
                "pagedown,^[[6~",
                "page_down,^[[6~",
                "insert,^[[2~",
                "space,\" \"",
                "f1,^[OP",
                "f2,^[OQ",
                "f3,^[OR",
                "f4,^[OS",
                "f5,^[[15~",
                "f6,^[[17~",
                "f7,^[[18~",
                "f8,^[[19~",
                "f9,^[[20~",
                "f10,^[[21~",
                "f11,^[[23~",
                "f12,^[[24~",
            })
    void namesStandForTheirBytesInUpperAndLowerCase(String name, String bytes) {
        assertThat(inDefaultModes(name)).isEqualTo(bytes);
        assertThat(inDefaultModes(name.toUpperCase(Locale.ROOT))).isEqualTo(bytes);
    }

    @Test
    void ctrlWithALetterIsItsPlaceInTheAlphabet() {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            assertThat(Keys.encode(List.of("ctrl-" + letter), Pressed.DEFAULT_MODES, 0))
                    .containsExactly(letter - 'a' + 1);
            assertThat(Keys.encode(List.of("CTRL-" + Character.toUpperCase(letter)), Pressed.DEFAULT_MODES, 0))
                    .containsExactly(letter - 'a' + 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ctrl-space,^@",
                "ctrl-@,^@",
                "ctrl-2,^@",
                "ctrl-[,^[",
                "ctrl-3,^[",
                "ctrl-\\,^\\",
                "ctrl-4,^\\",
                "ctrl-],^]",
                "ctrl-5,^]",
                "ctrl-^,^^",
                "ctrl-6,^^",
                "ctrl-~,^^",
                "ctrl-_,^_",
                "ctrl-7,^_",
                "ctrl-/,^_",
                "ctrl-8,^?",
                "ctrl-?,^?",
                "ctrl-1,1",
                "ctrl-9,9",
                "ctrl-0,0",
                "ctrl--,-",
                "ctrl-;,;",
                "ctrl-é,é",
            })
    void ctrlWithAnythingElseIsAsInXterm(String name, String bytes) {
        assertThat(inDefaultModes(name)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "alt-x,^[x",
                "meta-x,^[x",
                "alt-X,^[X",
                "alt-shift-x,^[X",
                "alt--,^[-",
                "alt-é,^[é",
                "alt-enter,^[^M",
                "alt-escape,^[^[",
                "alt-backspace,^[^?",
                "ctrl-alt-backspace,^[^H",
                "alt-space,\"^[ \"",
                "ctrl-alt-c,^[^C",
                "alt-ctrl-c,^[^C",
                "shift-tab,^[[Z",
                "backtab,^[[Z",
                "alt-shift-tab,^[^[[Z",
                "alt-backtab,^[^[[Z",
                "ctrl-tab,^I",
                "shift-enter,^M",
                "ctrl-backspace,^H",
                "shift-space,\" \"",
                "shift-a,A",
                "shift-ß,",
                "ctrl-shift-c,^C",
                "ctrl-up,^[[1;5A",
                "shift-left,^[[1;2D",
                "alt-home,^[[1;3H",
                "shift-f3,^[[1;2R",
                "shift-f5,^[[15;2~",
                "Ctrl-Alt-Delete,^[[3;7~",
                "ctrl-alt-shift-page_down,^[[6;8~",
                "meta-f12,^[[24;3~",
            })
    void modifiersAreAsInXterm(String name, String bytes) {
        if (bytes == null) {
            assertThatExceptionOfType(UnknownKeyException.class).isThrownBy(() -> inDefaultModes(name));
        } else {
            assertThat(inDefaultModes(name)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "é", "É", "漢", "😀", "-", "+", "~", "^", " ", "ǅ", "İ", "K"})
    void aCharacterStandsForItself(String character) {
        assertThat(inDefaultModes(character)).isEqualTo(character);
    }

    @Test
    void keysComeInTheirOrder() {
        assertThat(inDefaultModes("l", "s", "space", "-", "L", "enter", "up")).isEqualTo("ls -L^M^[[A");
        assertThat(inDefaultModes()).isEmpty();
    }

    @Test
    void aProgramThatWantsApplicationCursorKeysGetsThem() {
        Set<Mode> modes = EnumSet.of(Mode.APPLICATION_CURSOR_KEYS);
        assertThat(Pressed.in(modes, "up", "down", "right", "left", "home", "end"))
                .isEqualTo("^[OA^[OB^[OC^[OD^[OH^[OF");
        assertThat(Pressed.in(modes, "ctrl-up", "alt-end", "pageup", "f1", "f5", "kp-5"))
                .isEqualTo("^[[1;5A^[[1;3F^[[5~^[OP^[[15~5");
    }

    @Test
    void aProgramThatWantsAnApplicationKeypadGetsIt() {
        String[] keys = {
            "kp-0", "kp-9", "kp-decimal", "kp-divide", "kp-multiply", "kp-subtract", "kp-add", "kp-enter", "kp-equal"
        };
        assertThat(Pressed.in(EnumSet.of(Mode.APPLICATION_KEYPAD), keys))
                .isEqualTo("^[Op^[Oy^[On^[Oo^[Oj^[Om^[Ok^[OM^[OX");
        assertThat(inDefaultModes(keys)).isEqualTo("09./*-+^M=");
        assertThat(Pressed.in(EnumSet.of(Mode.APPLICATION_KEYPAD), "up", "5", "enter"))
                .isEqualTo("^[[A5^M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctrl-cat", "", "ctrl-", "ctrl", "alt-", "foo", "f0", "f13", "ctrl-ctrl-c", "alt-meta-x"})
    @ValueSource(strings = {"shift-1", "ab", "\n", "\u0003", "\u009b", "ctrl-\u0003", "e\u0301", "hyper-x", "enter "})
    void anythingElseIsAnErrorThatNamesTheKey(String name) {
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> inDefaultModes("enter", "up", name, "nothing"))
                .withMessage("unknown key: " + name)
                .returns(2, UnknownKeyException::index)
                .satisfies(refused -> assertThat(refused.hint()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "ctrl-cat,ctrl-c",
        "entre,enter",
        "Retrun,return",
        "page-up,page_up",
        "esacpe,escape",
        "control-c,ctrl-c",
        "Ctrl+C,ctrl-c",
        "C-x,ctrl-x",
        "^C,ctrl-c",
        "M-pgae_up,alt-page_up",
        "alt-meta-x,alt-x",
        "ctrl-ctrl-c,ctrl-c",
        "option+left,alt-left",
        "shift+tba,shift-tab",
    })
    void aTypingErrorIsToldWhatItMayHaveMeant(String name, String meant) {
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> inDefaultModes(name))
                .returns("did you mean " + meant + "?", UnknownKeyException::hint);
    }

    @Test
    void aControlCharacterIsToldItsKey() {
        for (char c = 0; c < ' '; c++) {
            String control = Character.toString(c);
            assertThatExceptionOfType(UnknownKeyException.class)
                    .isThrownBy(() -> inDefaultModes(control))
                    .satisfies(refused -> assertThat(refused.hint()).startsWith("did you mean "));
        }
    }

    @Test
    void whatShiftMakesOfADigitIsNotGuessed() {
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> inDefaultModes("ctrl-shift-1"))
                .satisfies(refused -> assertThat(refused.hint()).contains("depends on the keyboard"));
    }

    @Test
    void aHugeOrBrokenNameIsNotRepeatedAsItIs() {
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> inDefaultModes("x".repeat(1_000_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(100));
        assertThatExceptionOfType(UnknownKeyException.class)
                .isThrownBy(() -> inDefaultModes("\ud800"))
                .withMessage("unknown key: \ufffd");
    }

    @Test
    void moreKeysThanOneRequestMayHaveAreRefused() {
        assertThat(Keys.encode(Collections.nCopies(Keys.MAX_KEYS, "a"), Pressed.DEFAULT_MODES, 0))
                .hasSize(Keys.MAX_KEYS);
        assertThatExceptionOfType(TooManyKeysException.class)
                .isThrownBy(() -> Keys.encode(Collections.nCopies(100_000, "nothing"), Pressed.DEFAULT_MODES, 0))
                .withMessageContaining("100000");
    }
}
