package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintingTest {
    @Test
    void textWrapsOnlyWhenAnotherCharacterFollows() {
        Tty tty = new Tty(4, 3).feed("abcd");
        assertThat(tty.cursor()).isEqualTo("0,3");
        tty.feed("e");
        assertThat(tty.lines()).containsExactly("abcd", "e", "");
        assertThat(tty.cursor()).isEqualTo("1,1");
    }

    @Test
    void aReturnAfterTheLastColumnDoesNotSkipALine() {
        assertThat(new Tty(4, 3).feed("abcd\r\nef").lines()).containsExactly("abcd", "ef", "");
    }

    @Test
    void aWrappedLineIsMarkedAndAnErasedOneIsNot() {
        Tty tty = new Tty(4, 3).feed("abcdef");
        assertThat(tty.terminal.snapshot().rows().get(0).wrapped()).isTrue();
        tty.feed("\033[H\033[K");
        assertThat(tty.terminal.snapshot().rows().get(0).wrapped()).isFalse();
    }

    @Test
    void withoutAutowrapTheLastColumnIsOverwritten() {
        assertThat(new Tty(4, 2).feed("\033[?7labcdefg").lines()).containsExactly("abcg", "");
    }

    @Test
    void insertModeMovesTheRestOfTheLine() {
        assertThat(new Tty(6, 1).feed("abcd\r\033[4hXY").line(0)).isEqualTo("XYabcd");
        assertThat(new Tty(6, 1).feed("abcd\r\033[4hXY\033[4l\rZ").line(0)).isEqualTo("ZYabcd");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndNeverSplitAtTheEdge() {
        Tty tty = new Tty(5, 2).feed("漢字仮");
        assertThat(tty.lines()).containsExactly("漢字", "仮");
        assertThat(tty.cursor()).isEqualTo("1,2");
    }

    @Test
    void overwritingHalfOfAWideCharacterEmptiesTheOtherHalf() {
        assertThat(new Tty(6, 1).feed("漢字\033[1;2Hx").line(0)).isEqualTo(" x字");
        assertThat(new Tty(6, 1).feed("漢字\033[1;3Hx").line(0)).isEqualTo("漢x");
        assertThat(new Tty(6, 1).feed("a漢\033[1;1H字").line(0)).isEqualTo("字");
    }

    @Test
    void deletingAndInsertingNeverLeavesHalfACharacter() {
        assertThat(new Tty(6, 1).feed("漢字仮\033[1;2H\033[P").line(0)).isEqualTo(" 字仮");
        assertThat(new Tty(6, 1).feed("漢字仮\033[1;1H\033[@").line(0)).isEqualTo(" 漢字");
        assertThat(new Tty(6, 1).feed("a漢字\033[1;1H\033[2P").line(0)).isEqualTo(" 字");
    }

    /** P5: marks took cells of their own. */
    @Test
    void deletingKeepsTheWideCharactersThatMove() {
        Tty tty = new Tty(9, 1).feed("   漢字仮\033[1G\033[3P");
        tty.terminal.check();
        assertThat(tty.line(0)).isEqualTo("漢字仮");
    }

    @Test
    void deletingGivesTheBackgroundOnlyToWhatComesInAtTheEdge() {
        assertThat(new Tty(6, 1).feed("abc\033[44m\033[1G\033[2P").ansi(0)).isEqualTo("c   ^[0;44m  ^[0m");
        assertThat(new Tty(6, 1).feed("\033[44m\033[2P").ansi(0)).isEqualTo("    ^[0;44m  ^[0m");
    }

    @Test
    void marksCombineWithTheCharacterBefore() {
        Tty tty = new Tty(6, 1).feed("e\u0301x\u20dd");
        assertThat(tty.line(0)).isEqualTo("e\u0301x\u20dd");
        assertThat(tty.cursor()).isEqualTo("0,2");
    }

    @Test
    void aMarkAfterTheLastColumnStaysOnItsLine() {
        Tty tty = new Tty(2, 2).feed("ae\u0301");
        assertThat(tty.lines()).containsExactly("ae\u0301", "");
        assertThat(new Tty(2, 2).feed("漢\u0301").line(0)).isEqualTo("漢\u0301");
    }

    @Test
    void aMarkWithNothingBeforeItIsDropped() {
        assertThat(new Tty(4, 1).feed("\u0301a").line(0)).isEqualTo("a");
    }

    @Test
    void moreMarksThanACellHoldsAreDropped() {
        Tty tty = new Tty(4, 1).feed("a" + "\u0301".repeat(1000) + "b");
        assertThat(tty.line(0)).isEqualTo("a" + "\u0301".repeat(Clusters.MAX_CODE_POINTS - 1) + "b");
    }

    @Test
    void aFullClusterTableKeepsWhatIsShownAndForgetsTheRest() {
        Tty tty = new Tty(10, 2);
        for (int c = 0x4e00; c < 0x4e00 + Clusters.MAX_CLUSTERS / 4; c++) {
            String base = Character.toString(c);
            tty.feed("\r" + base + "\u0301\r" + base + "\u0302\r" + base + "\u0303\r" + base + "\u0304\u0305");
        }
        tty.feed("\033[2;1He\u0301");
        assertThat(tty.line(1)).isEqualTo("e\u0301");
        assertThat(tty.line(0)).endsWith("\u0304\u0305");
    }

    @Test
    void tabsStopEveryEightColumnsAndAtTheEdge() {
        assertThat(new Tty(20, 1).feed("\tx\ty\tz").line(0)).isEqualTo("        x       y  z");
        assertThat(new Tty(20, 1).feed("\033[3g\033[5G\033H\r\tx").line(0)).isEqualTo("    x");
        assertThat(new Tty(20, 1).feed("\033[18G\033[2Zx").line(0)).isEqualTo("        x");
    }

    @Test
    void aWrapIsPendingUntilTheCursorMovesWhateverModesAreSet() {
        assertThat(new Tty(3, 2).feed("abc\033[?7h\033[?69ld").lines()).containsExactly("abc", "d");
        assertThat(new Tty(3, 2).feed("\033[?7labcd\033[?7he").lines()).containsExactly("abd", "e");
    }

    @Test
    void aMarkJoinsTheLastColumnWithoutAutowrapToo() {
        assertThat(new Tty(3, 1).feed("\033[?7labcde\u0301").line(0)).isEqualTo("abe\u0301");
    }

    @Test
    void onlyWhatStandsImmediatelyBeforeIsRepeated() {
        assertThat(new Tty(9, 1).feed("a\033[2b").line(0)).isEqualTo("aaa");
        assertThat(new Tty(9, 1).feed("a\033)0\033[2b").line(0)).isEqualTo("a");
        assertThat(new Tty(9, 1).feed("a\033]0;t\007\033[2b").line(0)).isEqualTo("a");
    }
}
