package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    /** One U+FFFD (shown as ?) for each maximal subpart: Unicode 17 section 3.9, tables 3-8 to 3-11 and their like. */
    @ParameterizedTest
    @CsvSource({
        "61f18080e180c262, a???b",
        "c0af e080bf f0818241, ????????A",
        "eda080 edbfbf edaf41, ????????A",
        "f4919293 ff41 80bf42, ?????A??B",
        "e180e2f09192f1bf41, ????A",
        "e4b8ade7, 中",
        "c3a9, é",
        "f09f9880, 😀",
        "f48fbfbd, \uDBFF\uDFFD",
    })
    void whatIsNotUtf8IsReplaced(String hex, String shown) {
        Tty tty = new Tty(40, 1).feed(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThat(tty.line(0).replace('\uFFFD', '?')).isEqualTo(shown);
    }

    @Test
    void controlCharactersOf8BitSetsAreNotControls() {
        assertThat(new Tty(20, 1).feed("a\u009b31mb\u0085c").line(0)).isEqualTo("a31mbc");
    }

    @Test
    void controlsInsideASequenceAreExecuted() {
        Tty tty = new Tty(10, 2).feed("abc\033[1\r;1\nHx");
        assertThat(tty.lines()).containsExactly("xbc", "");
    }

    @ParameterizedTest
    @CsvSource({
        "'\033[31\030x', x",
        "'\033[31\032x', x",
        "'\033[31\033[mx', x",
        "'\033]0;t\030x', x",
        "'\033]0;t\033[mx', x",
        "'\033Pabc\007def\033\\x', x",
        "'\033_abc\033\\x', x",
        "'\033^abc\033\\x', x",
        "'\033Xabc\033\\x', x",
        "'\033[1 2mx', x",
        "'\033[1?mx', x",
        "'\033[ !px', x",
        "'\033[?1;2zx', x",
        "'\033(Bx', x",
        "'\033 Fx', x",
        "'\033#Zx', x",
        "'\033[31é', é",
        "'\033é', é",
        "'\177x', x",
    })
    void sequencesThatEndBadlyOrAreUnknownHaveNoEffect(String input, String shown) {
        Tty tty = new Tty(20, 1).feed(input);
        assertThat(tty.ansi(0)).isEqualTo(shown);
        assertThat(tty.terminal.snapshot().title()).isEmpty();
    }

    @Test
    void aSequenceWithTooManyParametersIsDroppedWhole() {
        String most = "1" + ";1".repeat(Params.MAX_PARAMS - 1);
        assertThat(new Tty(4, 1).feed("\033[" + most + "mx").ansi(0)).isEqualTo("^[0;1mx^[0m");
        assertThat(new Tty(4, 1).feed("\033[" + most + ";1mx").ansi(0)).isEqualTo("x");
    }

    @Test
    void aCommandOverTheLimitIsDroppedWhole() {
        String longest = "t".repeat(Parser.MAX_COMMAND_BYTES - 2);
        assertThat(new Tty(4, 1)
                        .feed("\033]0;" + longest + "\007x")
                        .terminal
                        .snapshot()
                        .title())
                .isEqualTo(longest);
        Tty over = new Tty(4, 1).feed("\033]0;" + longest + "t\007x");
        assertThat(over.terminal.snapshot().title()).isEmpty();
        assertThat(over.line(0)).isEqualTo("x");
    }

    @Test
    void everyControlFunctionIsFoundByItsForm() {
        for (ControlFunction f : ControlFunction.values()) {
            String[] parts = f.form().split(" ", -1);
            String middle =
                    String.join("", List.of(parts).subList(1, parts.length - 1)).replace("SP", " ");
            int prefix = middle.isEmpty() || "<=>?".indexOf(middle.charAt(0)) < 0 ? 0 : middle.charAt(0);
            String rest = prefix == 0 ? middle : middle.substring(1);
            int intermediate = rest.isEmpty() ? 0 : rest.charAt(0);
            char end = parts[parts.length - 1].charAt(0);
            assertThat(
                            switch (parts[0]) {
                                case "CSI" -> ControlFunction.csi(prefix, intermediate, end);
                                case "DCS" -> ControlFunction.deviceControl(prefix, intermediate, end);
                                default -> ControlFunction.escape(intermediate, end);
                            })
                    .isSameAs(f);
        }
    }
}
