package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    /** P5: programs that ask their terminal waited for an answer in vain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "[c→^[?62;22c",
                "Z→^[?62;22c",
                "[>c→^[>1;10;0c",
                "[=c→^P!|00000000^\\",
                "[>q→^P>|coop^\\",
                "[>0q→^P>|coop^\\",
                "[5n→^[0n",
                "[6n→^[1;1R",
                "[?6n→^[?1;1R",
                "[?15n→^[?13n",
                "[?25n→^[?21n",
                "[?26n→^[?27;1;0;0n",
                "[?996n→^[?997;1n",
                "[?7$p→^[?7;1$y",
                "[?2004$p→^[?2004;2$y",
                "[?2026$p→^[?2026;2$y",
                "[?1049$p→^[?1049;2$y",
                "[?99$p→^[?99;0$y",
                "[4$p→^[4;2$y",
                "[99$p→^[99;0$y",
                "[11t→^[1t",
                "[14t→^[4;160;160t",
                "[16t→^[6;16;8t",
                "[18t→^[8;10;20t",
                "[19t→^[9;10;20t",
                "[21t→^]l^\\",
                "[?u→^[?0u",
                "[>5u\033[?u→^[?5u",
                "[>5u\033[>3u\033[<u\033[?u→^[?5u",
                "[=7;1u\033[=2;3u\033[?u→^[?5u",
                "[<9u\033[?u→^[?0u",
                "P$qm\033\\→^P1$r0m^\\",
                "[1;31m\033P$qm\033\\→^P1$r0;31;1m^\\",
                "P$qr\033\\→^P1$r1;10r^\\",
                "P$qs\033\\→^P1$r1;20s^\\",
                "[5 q\033P$q q\033\\→^P1$r5 q^\\",
                "P$q\"p\033\\→^P1$r62;1\"p^\\",
                "[1\"q\033P$q\"q\033\\→^P1$r1\"q^\\",
                "P$qz\033\\→^P0$r^\\",
                "]10;?\033\\→^]10;rgb:e5e5/e5e5/e5e5^\\",
                "']11;?\007'→^]11;rgb:0000/0000/0000^G",
                "]10;?;?\033\\→^]10;rgb:e5e5/e5e5/e5e5^\\^]11;rgb:0000/0000/0000^\\",
                "]4;1;?;196;?\033\\→^]4;1;rgb:cdcd/0000/0000^\\^]4;196;rgb:ffff/0000/0000^\\",
                "]7501;?\033\\→^]7501;?^\\",
            })
    void questionsHaveFixedAnswers(String question, String answer) {
        assertThat(new Tty(20, 10).feed("\033" + question).answers()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "]0;rm -rf",
        "]4;256;?",
        "]4;x;?",
        "]11;red",
        "]52;c;?",
        "]7501;state=idle",
        "]1337;x",
        "P+q544e",
        "_Ga=q",
        "]12345"
    })
    void nothingElseIsAnswered(String input) {
        assertThat(new Tty(20, 10).feed("\033" + input + "\033\\").answers()).isEmpty();
    }

    @Test
    void noAnswerRepeatsWhatTheProgramChose() {
        Tty tty = new Tty(20, 10).feed("\033]2;EVIL\007\033]8;id=EVIL;EVIL\007\033]7;EVIL\007EVIL\033[21t\033[20t");
        for (int request = 0; request < 1000; request++) {
            tty.feed("\033[" + request + "t\033[" + request + "n\033[?" + request + "n\033[?" + request + "$p");
        }
        tty.feed("\033P$qEVIL\033\\\033]4;EVIL;?\007\033]EVIL;?\007");
        assertThat(tty.answers()).isNotEmpty().doesNotContain("EVIL");
    }

    @Test
    void keyboardFlagsBelongToTheScreen() {
        Tty tty = new Tty(20, 10).feed("\033[>1u\033[?1049h\033[>8u\033[?u\033[?1049l\033[?u");
        assertThat(tty.answers()).isEqualTo("^[?8u^[?1u");
        assertThat(tty.terminal.snapshot().keyboardFlags()).isEqualTo(1);
    }
}
