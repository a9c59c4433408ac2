package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarginsTest {
    /** Six columns and four rows of different letters, margins at columns 2 to 5. */
    private static Tty boxed(String more) {
        return new Tty(6, 4).feed("abcdef\r\nghijkl\r\nmnopqr\r\nstuvwx\033[?69h\033[2;5s" + more);
    }

    @Test
    void textWrapsBetweenTheMargins() {
        assertThat(boxed("\033[1;2H12345").lines()).containsExactly("a1234f", "g5ijkl", "mnopqr", "stuvwx");
    }

    @Test
    void textOutsideTheMarginsGoesToTheEdge() {
        assertThat(boxed("\033[1;6HXY").lines()).containsExactly("abcdeX", "gYijkl", "mnopqr", "stuvwx");
    }

    @Test
    void onlyTheBoxScrolls() {
        assertThat(boxed("\033[S").lines()).containsExactly("ahijkf", "gnopql", "mtuvwr", "s    x");
        assertThat(boxed("\033[T").lines()).containsExactly("a    f", "gbcdel", "mhijkr", "snopqx");
        assertThat(boxed("\033[2;3r\033[3;2H\n").lines()).containsExactly("abcdef", "gnopql", "m    r", "stuvwx");
        assertThat(boxed("\033[S").history()).isEmpty();
    }

    @Test
    void outsideTheBoxALineFeedAtTheBottomScrollsNothing() {
        assertThat(boxed("\033[4;6H\n").lines()).containsExactly("abcdef", "ghijkl", "mnopqr", "stuvwx");
    }

    @Test
    void linesAndCharactersInsertAndDeleteInsideTheBox() {
        assertThat(boxed("\033[2;3H\033[L").lines()).containsExactly("abcdef", "g    l", "mhijkr", "snopqx");
        assertThat(boxed("\033[2;3H\033[M").lines()).containsExactly("abcdef", "gnopql", "mtuvwr", "s    x");
        assertThat(boxed("\033[2;3H\033[@").lines().get(1)).isEqualTo("gh ijl");
        assertThat(boxed("\033[2;3H\033[P").lines().get(1)).isEqualTo("ghjk l");
        assertThat(boxed("\033[2;6H\033[P").lines().get(1)).isEqualTo("ghijkl");
    }

    @Test
    void movesStopAtTheMargins() {
        assertThat(boxed("\033[2;3H\033[9C").cursor()).isEqualTo("1,4");
        assertThat(boxed("\033[2;3H\033[9D").cursor()).isEqualTo("1,1");
        assertThat(boxed("\033[2;3H\r").cursor()).isEqualTo("1,1");
        assertThat(boxed("\033[2;1H\r").cursor()).isEqualTo("1,0");
        assertThat(boxed("\033[2;3H\t").cursor()).isEqualTo("1,4");
    }

    @Test
    void originModeCountsFromTheBox() {
        assertThat(boxed("\033[2;3r\033[?6h\033[1;1H\033[6n").answers()).isEqualTo("^[1;1R");
        assertThat(boxed("\033[2;3r\033[?6h\033[1;1H").cursor()).isEqualTo("1,1");
        assertThat(boxed("\033[2;3r\033[?6h\033[9;9H").cursor()).isEqualTo("2,4");
    }

    @Test
    void aWideCharacterOnTheEdgeOfTheBoxIsNeverSplit() {
        Tty tty = new Tty(6, 2).feed("漢字仮\r\n漢字仮\033[?69h\033[2;5s\033[S");
        assertThat(tty.lines()).containsExactly("  字", "");
        tty.terminal.check();
    }

    @Test
    void leavingTheModeFreesTheColumns() {
        assertThat(boxed("\033[?69l\033[1;2H123456").lines()).containsExactly("a12345", "6hijkl", "mnopqr", "stuvwx");
        assertThat(new Tty(6, 2).feed("\033[2;3H\033[s\033[H\033[u").cursor()).isEqualTo("1,2");
    }
}
