package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
    private static Tty numbered(int rows) {
        Tty tty = new Tty(10, rows);
        for (int i = 0; i < rows; i++) {
            tty.feed((i > 0 ? "\r\n" : "") + i);
        }
        return tty;
    }

    @Test
    void cursorMovesStayInside() {
        assertThat(new Tty(10, 5).feed("\033[99;99H").cursor()).isEqualTo("4,9");
        assertThat(new Tty(10, 5).feed("\033[99;99H\033[50A\033[50D").cursor()).isEqualTo("0,0");
        assertThat(new Tty(10, 5).feed("\033[3;4H\033[B\033[2C\033[A\033[D").cursor())
                .isEqualTo("2,4");
        assertThat(new Tty(10, 5).feed("\033[3;4H\033[E").cursor()).isEqualTo("3,0");
        assertThat(new Tty(10, 5).feed("\033[3;4H\033[F").cursor()).isEqualTo("1,0");
        assertThat(new Tty(10, 5).feed("\033[3;4H\033[7G\033[2d").cursor()).isEqualTo("1,6");
        assertThat(new Tty(10, 5).feed("\033[99999999999999999999C").cursor()).isEqualTo("0,9");
    }

    @Test
    void linesErase() {
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[K").line(0)).isEqualTo("ab");
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[1K").line(0)).isEqualTo("   def");
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[2K").line(0)).isEmpty();
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[2X").line(0)).isEqualTo("ab  ef");
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[2P").line(0)).isEqualTo("abef");
        assertThat(new Tty(6, 1).feed("abcdef\033[3G\033[2@").line(0)).isEqualTo("ab  cd");
    }

    @Test
    void theDisplayErases() {
        assertThat(numbered(3).feed("\033[2;1H\033[J").lines()).containsExactly("0", "", "");
        assertThat(numbered(3).feed("\033[2;1H\033[1J").lines()).containsExactly("", "", "2");
        assertThat(numbered(3).feed("\033[2J").lines()).containsExactly("", "", "");
    }

    @Test
    void erasedCellsKeepTheBackground() {
        assertThat(new Tty(4, 1).feed("\033[1;31;44mab\033[K").ansi(0)).isEqualTo("^[0;31;44;1mab^[0;44m  ^[0m");
    }

    @Test
    void linesScrollIntoTheHistory() {
        Tty tty = numbered(3).feed("\r\n3\r\n4");
        assertThat(tty.lines()).containsExactly("2", "3", "4");
        assertThat(tty.history()).containsExactly("0", "1");
        tty.feed("\033[3J");
        assertThat(tty.history()).isEmpty();
        assertThat(tty.lines()).containsExactly("2", "3", "4");
    }

    @Test
    void onlyTheLinesBetweenTheMarginsScroll() {
        Tty tty = numbered(5).feed("\033[2;4r\033[4;1H\nx");
        assertThat(tty.lines()).containsExactly("0", "2", "3", "x", "4");
        assertThat(tty.history()).isEmpty();
        assertThat(numbered(5).feed("\033[2;4r\033[2;1H\033My").lines()).containsExactly("0", "y", "1", "2", "4");
        assertThat(numbered(5).feed("\033[2;4r\033[2S").lines()).containsExactly("0", "3", "", "", "4");
        assertThat(numbered(5).feed("\033[2;4r\033[2T").lines()).containsExactly("0", "", "", "1", "4");
    }

    @Test
    void linesInsertAndDeleteInsideTheMargins() {
        assertThat(numbered(5).feed("\033[2;4r\033[3;1H\033[L").lines()).containsExactly("0", "1", "", "2", "4");
        assertThat(numbered(5).feed("\033[2;4r\033[3;1H\033[9M").lines()).containsExactly("0", "1", "", "", "4");
        assertThat(numbered(5).feed("\033[2;4r\033[5;1H\033[L").lines()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void marginsThatAreNoneAreIgnored() {
        assertThat(numbered(3).feed("\033[3;2r\033[3;1H\n").history()).containsExactly("0");
    }

    @Test
    void originModeCountsFromTheTopMargin() {
        Tty tty = new Tty(10, 6).feed("\033[2;4r\033[?6h\033[1;1Ha\033[9;1Hb\033[6n");
        assertThat(tty.lines()).containsExactly("", "a", "", "b", "", "");
        assertThat(tty.answers()).isEqualTo("^[3;2R");
    }

    @Test
    void theCursorIsSavedWithItsPen() {
        Tty tty = new Tty(10, 3).feed("\033[2;3H\033[31m\0337\033[H\033[mx\0338y");
        assertThat(tty.ansi(1)).isEqualTo("  ^[0;31my^[0m");
        assertThat(tty.line(0)).isEqualTo("x");
    }

    @Test
    void theAlternateScreenComesAndGoes() {
        Tty tty = new Tty(10, 2).feed("main\033[?1049hother");
        assertThat(tty.terminal.snapshot().alternate()).isTrue();
        assertThat(tty.line(0)).isEqualTo("    other");
        tty.feed("\r\n\r\n\r\n\033[?1049l");
        assertThat(tty.terminal.snapshot().alternate()).isFalse();
        assertThat(tty.lines()).containsExactly("main", "");
        assertThat(tty.cursor()).isEqualTo("0,4");
        assertThat(tty.history()).isEmpty();
    }

    @Test
    void theOldWaysToTheAlternateScreenWorkToo() {
        assertThat(new Tty(10, 1).feed("m\033[?47h\ra\033[?47l").line(0)).isEqualTo("m");
        assertThat(new Tty(10, 1).feed("m\033[?47h\ra\033[?47l\033[?47h").line(0))
                .isEqualTo("a");
        assertThat(new Tty(10, 1).feed("m\033[?1047h\ra\033[?1047l\033[?1047h").line(0))
                .isEmpty();
    }

    @Test
    void aResetMakesAFreshTerminal() {
        Tty tty = new Tty(10, 3).feed("abc\033[31m\033[?1049h\033[2;3r\033[?2004h\033]0;t\007\033cx");
        Snapshot fresh = new Tty(10, 3).feed("x").terminal.snapshot();
        Snapshot reset = tty.terminal.snapshot();
        assertThat(reset.ansi()).isEqualTo(fresh.ansi());
        assertThat(reset.modes()).isEqualTo(fresh.modes());
        assertThat(reset.title()).isEmpty();
    }

    @Test
    void aLowerScreenGivesUpEmptyLinesFirstAndThenSavesTheTop() {
        Tty tty = new Tty(10, 4).feed("0\r\n1");
        tty.terminal.resize(10, 2);
        assertThat(tty.lines()).containsExactly("0", "1");
        tty.terminal.resize(10, 1);
        assertThat(tty.lines()).containsExactly("1");
        assertThat(tty.history()).containsExactly("0");
        assertThat(tty.cursor()).isEqualTo("0,1");
        tty.terminal.resize(20, 3);
        assertThat(tty.feed("23").lines()).containsExactly("123", "", "");
    }

    @Test
    void aNarrowerScreenCutsNoCharacterInTwo() {
        Tty tty = new Tty(6, 1).feed("a漢字");
        tty.terminal.resize(4, 1);
        assertThat(tty.line(0)).isEqualTo("a漢");
        tty.terminal.resize(6, 1);
        assertThat(tty.line(0)).isEqualTo("a漢");
    }

    @Test
    void questionsAreAnswered() {
        Tty tty = new Tty(80, 24).feed("\033[c\033[0c\033[5n\033[3;5H\033[6n\033[?6n\033[7n");
        assertThat(tty.answers()).isEqualTo("^[?62;22c^[?62;22c^[0n^[3;5R^[?3;5R");
    }

    @Test
    void theEndOfAnUpdateIsTold() {
        Tty tty = new Tty(10, 1).feed("\033[?2026l\033[?2026hx");
        assertThat(tty.frames).isZero();
        assertThat(tty.feed("\033[?2026l").frames).isEqualTo(1);
        assertThat(tty.feed("\033[?2026h\033c").frames).isEqualTo(2);
    }

    @Test
    void titlesAreKept() {
        assertThat(new Tty(10, 1)
                        .feed("\033]0;✳ Claude\007")
                        .terminal
                        .snapshot()
                        .title())
                .isEqualTo("✳ Claude");
        assertThat(new Tty(10, 1).feed("\033]2;b\033\\").terminal.snapshot().title())
                .isEqualTo("b");
        assertThat(new Tty(10, 1).feed("\033]1;icon\007").terminal.snapshot().title())
                .isEmpty();
    }

    @Test
    void leavingTheAlternateScreenRestoresTheCursorEvenWhenItIsNotShown() {
        assertThat(new Tty(10, 3).feed("ab\0337\r\n\033[?1049l").cursor()).isEqualTo("0,2");
    }

    @Test
    void enteringTheAlternateScreenAgainClearsItAgain() {
        Tty tty = new Tty(10, 2).feed("main\033[?1049h\rother\033[?1049h");
        assertThat(tty.line(0)).isEmpty();
        assertThat(tty.feed("\033[?1049l").cursor()).isEqualTo("0,4");
    }

    @Test
    void aChangeOfTheColumnsClearsTheScreenWhereItIsAllowedAndKeepsTheWidth() {
        assertThat(numbered(3).feed("\033[?3h\033[?3l").lines()).containsExactly("0", "1", "2");
        Tty allowed = numbered(3).feed("\033[?40h\033[2;3r\033[3;3H\033[?3h");
        assertThat(allowed.lines()).containsExactly("", "", "");
        assertThat(allowed.cursor()).isEqualTo("0,0");
        assertThat(allowed.terminal.snapshot().columns()).isEqualTo(10);
    }
}
