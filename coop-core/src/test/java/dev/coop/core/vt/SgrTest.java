package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgrTest {
    /** Parameters as a program writes them, and as coop writes the pen that they make. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1",
                "2|2",
                "3|3",
                "4|4",
                "5|5",
                "6|5",
                "7|7",
                "8|8",
                "9|9",
                "53|53",
                "1;2|1;2",
                "1;2;22|",
                "3;23|",
                "4;24|",
                "5;25|",
                "7;27|",
                "8;28|",
                "9;29|",
                "53;55|",
                "21|4:2",
                "4:0|",
                "4:1|4",
                "4:3|4:3",
                "4:5|4:5",
                "4:9|",
                "4:3;24|",
                "31|31",
                "97|97",
                "42|42",
                "103|103",
                "31;39|",
                "42;49|",
                "31;0|",
                "31;|",
                "38;5;1|31",
                "38;5;9|91",
                "38;5;16|38;5;16",
                "48;5;255|48;5;255",
                "48;5;3|43",
                "38;2;1;2;3|38;2;1;2;3",
                "48;2;255;0;128|48;2;255;0;128",
                "1;38;2;1;2;3;4|38;2;1;2;3;1;4",
                "38:5:200|38;5;200",
                "38:2:1:2:3|38;2;1;2;3",
                "38:2::1:2:3|38;2;1;2;3",
                "48:2:0:1:2:3:0:1|48;2;1;2;3",
                "58;5;1;1|1",
                "58:2::1:2:3;1|1",
                "58;2;1;2;3;1|1",
                "38;5|",
                "38;2;1;2|",
                "38;5;256|",
                "38;2;256;0;0|",
                "38:5|",
                "38;7;1|",
                "1:2;3|3",
                "99|",
            })
    void parametersMakeAPen(String parameters, String written) {
        String expected = written == null ? "x" : "^[0;" + written + "mx^[0m";
        assertThat(new Tty(4, 1).feed("\033[" + parameters + "mx").ansi(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1", "32", "4:3", "38;5;77", "38;2;9;8;7", "48;2;255;255;255", "3;9;53"})
    void whatIsWrittenReadsBackAsTheSamePen(String parameters) {
        String first = new Tty(4, 1)
                .feed("\033[" + parameters + "mx")
                .terminal
                .snapshot()
                .ansi()
                .get(0);
        assertThat(new Tty(4, 1).feed(first).terminal.snapshot().ansi().get(0)).isEqualTo(first);
    }
}
