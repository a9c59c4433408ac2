package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Character sets, repetition, protected cells and emoji. */
class CharactersTest {
    @Test
    void theLineDrawingSetDraws() {
        assertThat(new Tty(10, 1).feed("\033(0lqk\033(Blqk").line(0)).isEqualTo("┌─┐lqk");
        assertThat(new Tty(10, 1).feed("\033)0a\016x\017x").line(0)).isEqualTo("a│x");
        assertThat(new Tty(10, 1).feed("\033*0\033Nxx\033+A\033O##").line(0)).isEqualTo("│x£#");
        assertThat(new Tty(10, 1).feed("\033*0\033nx\033+A\033o#").line(0)).isEqualTo("│£");
        assertThat(new Tty(10, 1).feed("\033(0\0337\033(Bx\0338x").line(0)).isEqualTo("│");
    }

    @Test
    void aCharacterRepeatsOnlyRightAfterItWasPrinted() {
        assertThat(new Tty(10, 2).feed("ab\033[3b").line(0)).isEqualTo("abbbb");
        assertThat(new Tty(10, 2).feed("漢\033[2b").line(0)).isEqualTo("漢漢漢");
        assertThat(new Tty(10, 2).feed("a\033[C\033[3b").line(0)).isEqualTo("a");
    }

    @Test
    void aCharacterRepeatsForOneLineAtMost() {
        assertThat(new Tty(10, 3).feed("a\033[65535b").lines()).containsExactly("aaaaaaaaaa", "a", "");
        assertThat(new Tty(5, 5).feed("漢\033[65535b").lines()).containsExactly("漢漢", "漢漢", "漢漢", "", "");
        assertThat(new Tty(10, 4)
                        .feed("\033[?69h\033[3;5s\033[1;3Ha\033[65535b")
                        .lines())
                .containsExactly("  aaa", "  a", "", "");
        assertThat(new Tty(10, 2).feed("\033[?7la\033[65535b").lines()).containsExactly("aaaaaaaaaa", "");
    }

    @Test
    void aCharacterRepeatsInInsertModeAsIfItWerePrinted() {
        for (String before :
                new String[] {"0123456789\033[3G", "01234567漢\033[3G", "0123456漢9\033[4G", "0漢34567\033[3G"}) {
            for (int times = 1; times < 9; times++) {
                assertThat(new Tty(10, 2)
                                .feed(before + "\033[4hx\033[" + times + "b")
                                .lines())
                        .isEqualTo(new Tty(10, 2)
                                .feed(before + "\033[4hx" + "x".repeat(times))
                                .lines());
                assertThat(new Tty(10, 2)
                                .feed(before + "\033[4h漢\033[" + times + "b")
                                .lines())
                        .isEqualTo(new Tty(10, 2)
                                .feed(before + "\033[4h漢" + "漢".repeat(times))
                                .lines());
            }
        }
    }

    @Test
    void protectedCellsAreSparedBySelectiveErasure() {
        String text = "\033[1\"qab\033[0\"qcd\033[1\"qe";
        assertThat(new Tty(8, 1).feed(text + "\033[?2K").line(0)).isEqualTo("ab  e");
        assertThat(new Tty(8, 1).feed(text + "\033[3G\033[?K").line(0)).isEqualTo("ab  e");
        assertThat(new Tty(8, 1).feed(text + "\033[4G\033[?1K").line(0)).isEqualTo("ab  e");
        assertThat(new Tty(8, 1).feed(text + "\033[?2J").line(0)).isEqualTo("ab  e");
        assertThat(new Tty(8, 1).feed(text + "\033[2K").line(0)).isEmpty();
        assertThat(new Tty(8, 1).feed(text).ansi(0)).isEqualTo("abcde");
        assertThat(new Tty(8, 1).feed("\033[1\"q\033[mx\033[?2K").line(0)).isEqualTo("x");
    }

    @Test
    void theAlignmentPatternFillsTheScreen() {
        Tty tty = new Tty(3, 2).feed("\033[31m\033[2;2H\033#8");
        assertThat(tty.lines()).containsExactly("EEE", "EEE");
        assertThat(tty.ansi(0)).isEqualTo("EEE");
        assertThat(tty.cursor()).isEqualTo("0,0");
    }

    /** Text, columns as wcwidth counts them, columns in mode 2027. */
    @ParameterizedTest
    @CsvSource({
        "👨‍👩‍👧, 6, 2",
        "👍🏽, 4, 2",
        "🇩🇪, 2, 2",
        "🇩🇪🇫, 3, 3",
        "❤️, 1, 2",
        "é, 1, 1",
        "e\u0301, 1, 1",
        "漢, 2, 2",
        "😀, 2, 2",
        "한, 2, 2",
        "a🏽, 3, 3"
    })
    void emojiTakeColumnsAsTheModeSays(String text, int byDefault, int asClusters) {
        assertThat(new Tty(20, 1).feed(text).cursor()).isEqualTo("0," + byDefault);
        Tty clusters = new Tty(20, 1).feed("\033[?2027h" + text);
        assertThat(clusters.cursor()).isEqualTo("0," + asClusters);
        assertThat(clusters.line(0)).isEqualTo(text);
        clusters.terminal.check();
    }
}
