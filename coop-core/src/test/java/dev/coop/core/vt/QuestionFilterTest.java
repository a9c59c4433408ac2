package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionFilterTest {
    private static String filtered(String output, int blockSize) {
        QuestionFilter filter = new QuestionFilter();
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[bytes.length + QuestionFilter.MAX_HELD];
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; at += blockSize) {
            int n = filter.filter(bytes, at, Math.min(blockSize, bytes.length - at), target);
            out.append(new String(Arrays.copyOf(target, n), StandardCharsets.ISO_8859_1));
        }
        out.append(new String(Arrays.copyOf(target, filter.finish(target)), StandardCharsets.ISO_8859_1));
        return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** P5: a second terminal answered the same questions again, into the program. */
    @ParameterizedTest
    @CsvSource({
        "'a\033[cb', ab",
        "'a\033[0cb', ab",
        "'\033[5nx', x",
        "'x\033[6n', x",
        "'\033[?6n\033[6nx', x",
        "'a\033[1;1;1;1;1;1*yb', ab"
    })
    void questionsThatCoopAnswersAreTakenOut(String output, String left) {
        for (int blockSize = 1; blockSize < 10; blockSize++) {
            assertThat(filtered(output, blockSize)).isEqualTo(left);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "é漢😀",
                "\033[31mred\033[m",
                "\033]0;t\007x",
                "\033[1;2x",
                "\033[?1049h",
                "\033[1;1H",
                "\033\033[A",
                "x\033",
                "\033[",
                "\033[66666666666n",
                "\033[1c",
                "\033[7n",
                "\0337\0338",
                "\033[?24;6n"
            })
    void everythingElsePassesByteForByte(String output) {
        for (int blockSize = 1; blockSize < 10; blockSize++) {
            assertThat(filtered(output, blockSize)).isEqualTo(output);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[c",
                "\033[0c",
                "\033[5n",
                "\033[6n",
                "\033[?6n",
                "\033[1c",
                "\033[?5n",
                "\033[7n",
                "\033[>c",
                "\033[>0q",
                "\033[?2026$p",
                "\033[4$p",
                "\033[14t",
                "\033[22t",
                "\033[?u",
                "\033[=c",
                "\033P$qm\033\\",
                "\033P+q544e\033\\",
                "\033]11;?\007",
                "\033]11;red\007",
                "\033]4;1;?\033\\",
                "\033]7501;?\033\\",
                "\033]7501;state=idle\033\\",
                "\033]52;c;?\007"
            })
    void takesOutExactlyWhatTheTerminalAnswers(String question) {
        boolean answered = !new Tty(10, 1).feed(question).answers().isEmpty();
        assertThat(filtered(question, 3).isEmpty()).isEqualTo(answered);
    }
}
