package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The styled line that clients parse: one escape before each run, colours first, attributes in ascending order, a reset
 * at the return to the default pen and at the end, and then no white space at the end.
 */
class AnsiLineTest {
    private static String ansi(String output) {
        return new Tty(20, 1).feed(output.replace("^", "\033")).ansi(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "^[31ma|^[0;31ma^[0m",
                "a^[31mb^[mc|a^[0;31mb^[0mc",
                "^[31ma^[32mb|^[0;31ma^[0;32mb^[0m",
                "^[31ma^[31mb|^[0;31mab^[0m",
                "^[9;7;5;4;3;2;1;41;31ma|^[0;31;41;1;2;3;4;5;7;9ma^[0m",
                "^[41ma^[31mb|^[0;41ma^[0;31;41mb^[0m",
                "^[1ma^[22mb|^[0;1ma^[0mb",
                "^[37ma|^[0;37ma^[0m",
                "^[38;5;0ma|^[0;30ma^[0m",
                "^[38;5;7ma|^[0;37ma^[0m",
                "^[38;5;8ma|^[0;90ma^[0m",
                "^[38;5;15ma|^[0;97ma^[0m",
                "^[38;5;16ma|^[0;38;5;16ma^[0m",
                "^[38;5;255ma|^[0;38;5;255ma^[0m",
                "^[48;5;0ma|^[0;40ma^[0m",
                "^[48;5;8ma|^[0;100ma^[0m",
                "^[48;5;15ma|^[0;107ma^[0m",
                "^[48;5;16ma|^[0;48;5;16ma^[0m",
                "^[38;2;1;2;3;48;2;4;5;6ma|^[0;38;2;1;2;3;48;2;4;5;6ma^[0m",
                "a  |a",
                "a^[31m  |a^[0;31m  ^[0m",
                "^[31ma^[m  |^[0;31ma^[0m",
                "^[44m^[K|^[0;44m                    ^[0m",
                "a \u00a0 \u3000|a",
                "\u276f\u00a0|\u276f",
                "\u00a0a|\u00a0a",
                "\u6f22^[7m\u5b57|\u6f22^[0;7m\u5b57^[0m",
                "^[8ma|^[0;8ma^[0m",
                "^[4:3;53ma|^[0;4:3;53ma^[0m",
            })
    void aLineIsWrittenInOneWay(String output, String line) {
        assertThat(ansi(output)).isEqualTo(line);
    }

    @Test
    void protectionIsNoStyle() {
        assertThat(ansi("^[1\"qa^[0\"qb")).isEqualTo("ab");
    }
}
