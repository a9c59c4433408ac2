package dev.coop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardTest {
    private final StringBuilder seen = new StringBuilder();

    @Test
    void everythingElseIsForTheProgram() {
        type("abc\033[A\033OP\r\u00fc\0\033");
        assertThat(seen).hasToString("abc\033[A\033OP\r\u00fc\0\033<gone>");
    }

    @Test
    void whatIsTypedBeforeCtrlBracketIsPassedOnAndNothingAfterIt() {
        type("before\u001dafter\u001d");
        assertThat(seen).hasToString("before<LEAVE><LEAVE><gone>");
    }

    @Test
    void ctrlLIsTakenOutAndWhatFollowsIsPassedOn() {
        type("a\fb\033[C\f\f");
        assertThat(seen).hasToString("a<REDRAW>b\033[C<REDRAW><REDRAW><gone>");
    }

    @Test
    void aKeyThatNobodyAskedForIsForTheProgram() {
        run(Set.of(HotKey.LEAVE), stream("a\fb"));
        assertThat(seen).hasToString("a\fb<gone>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[93;5u",
                "\033[93;5:1u",
                "\033[93:125;5u",
                "\033[93;69u",
                "\033[93;133u",
                "\033[93;5;29u",
                "\033[27;5;93~",
            })
    void ctrlBracketIsKnownInTheSequencesThatProgramsAskFor(String sequence) {
        type("a" + sequence + "b");
        assertThat(seen).hasToString("a<LEAVE><gone>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\033[93;1u", "\033[93;6u", "\033[91;5u", "\033[93u", "\033[27;5;91~", "\033[93;5~", "\033[;u"})
    void otherKeysInSuchSequencesAreForTheProgram(String sequence) {
        type(sequence);
        assertThat(seen).hasToString(sequence + "<gone>");
    }

    @Test
    void aPasteIsTextWhateverIsInIt() {
        type("\033[200~a\u001db\f\033[93;5u\033[201~\u001d");
        assertThat(seen).hasToString("\033[200~a\u001db\f\033[93;5u\033[201~<LEAVE><gone>");
    }

    @Test
    void aControlCharacterInsideASequenceCounts() {
        type("\033\u001d");
        assertThat(seen).hasToString("\033<LEAVE><gone>");
    }

    @Test
    void whereTheInputIsSplitMakesNoDifferenceToAPaste() {
        String typed = "\033[200~a\u001db\033[201~\f";
        run(EnumSet.allOf(HotKey.class), byteByByte(typed));
        assertThat(seen).hasToString("\033[200~a\u001db\033[201~<REDRAW><gone>");
    }

    private void type(String typed) {
        run(EnumSet.allOf(HotKey.class), stream(typed));
    }

    private void run(Set<HotKey> wanted, InputStream keys) {
        new Keyboard(keys, wanted, new Recorder()).run();
    }

    private static InputStream stream(String typed) {
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static InputStream byteByByte(String typed) {
        Stream<InputStream> each = typed.chars().mapToObj(c -> stream(Character.toString(c)));
        return new SequenceInputStream(Collections.enumeration(each.toList())) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int next = read();
                if (next < 0) {
                    return -1;
                }
                target[from] = (byte) next;
                return 1;
            }
        };
    }

    private final class Recorder implements Keyboard.Listener {
        @Override
        public void typed(byte[] bytes) {
            seen.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void pressed(HotKey key) {
            seen.append('<').append(key).append('>');
        }

        @Override
        public void gone() {
            seen.append("<gone>");
        }
    }
}
