package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
    /** P2: the history grew without a bound, and nothing showed it. */
    @Test
    void keepsTheNewestLines() {
        Tty tty = new Tty(20, 1, 10);
        for (int i = 0; i <= 1000; i++) {
            tty.feed(i + (i < 1000 ? "\r\n" : ""));
        }
        assertThat(tty.history()).containsExactly("990", "991", "992", "993", "994", "995", "996", "997", "998", "999");
        assertThat(tty.terminal.history(2)).extracting(Line::text).containsExactly("998", "999");
        assertThat(tty.terminal.snapshot().historyLines()).isEqualTo(10);
    }

    @Test
    void keepsNothingWhenToldSo() {
        assertThat(new Tty(20, 1, 0).feed("a\r\nb\r\nc").history()).isEmpty();
    }

    @Test
    void keepsColoursWideAndCombinedCharactersAndTheWrap() {
        String line = "\033[0;31;48;2;1;2;3;1m漢e\u0301👨‍👩‍👧\033[0mé x";
        Tty tty = new Tty(20, 1).feed(line + "\r\n");
        assertThat(tty.terminal.history(1).getFirst().ansi())
                .isEqualTo(new Tty(20, 1).feed(line).terminal.snapshot().ansi().getFirst());
        assertThat(new Tty(3, 1).feed("abcd").terminal.history(1).getFirst().wrapped())
                .isTrue();
    }

    @Test
    void keepsLinks() {
        String line =
                "a \033]8;id=7;http://a.b/é\033\\link\033]8;;\033\\ and \033]8;;x:y\007ano\033[31mther\033]8;;\007";
        Tty tty = new Tty(40, 1).feed(line);
        List<Line.Stretch> links = tty.terminal.snapshot().rows().getFirst().links();
        assertThat(links).hasSize(2);
        assertThat(tty.feed("\r\n").terminal.history(1).getFirst().links()).isEqualTo(links);
        assertThat(tty.feed("plain\r\n").terminal.history(1).getFirst().links()).isEmpty();
    }

    @Test
    void keepsLinksThatTheScreenHasForgotten() {
        Tty tty = new Tty(40, 1, 100_000);
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 2 * Decorations.MAX_DECORATIONS; i++) {
            output.append("\033]8;;").append(i).append("\007x\r\n");
        }
        tty.feed(output.toString());
        assertThat(tty.terminal.lines(5, 1).getFirst().links().getFirst().link().uri())
                .isEqualTo("5");
        assertThat(tty.terminal.dropped().decorations()).isZero();
    }

    @Test
    void aLineWithTooManyBytesOfLinksGoesWithout() {
        Tty tty = new Tty(40, 1);
        String uri = "u".repeat(4000);
        for (int i = 0; i < 9; i++) {
            tty.feed("\033]8;;" + i + uri + "\007x");
        }
        tty.feed("\r\n");
        assertThat(tty.history()).containsExactly("x".repeat(9));
        assertThat(tty.terminal.history(1).getFirst().links()).isEmpty();
    }

    @Test
    void dropsOldLinesWhenTheyTakeTooManyBytes() {
        Scrollback history = new Scrollback(1_000_000, 1 << 20);
        Clusters clusters = new Clusters();
        Row row = new Row(1000);
        for (int i = 0; i < 10_000; i++) {
            row.put(0, 'a' + i % 26, 1, Pen.BOLD, 0);
            row.put(999, 'z', 1, Pen.ITALIC, 0);
            history.add(row, clusters, new Decorations());
        }
        long held = history.end() - history.first();
        assertThat(history.end()).isEqualTo(10_000);
        assertThat(held).isBetween(500L, 1100L);
        assertThat(history.read(history.end() - 1, clusters).row().text[0]).isEqualTo('a' + 9_999 % 26);
        assertThat(history.read(history.first(), clusters).row().text[0]).isEqualTo('a' + (int) (history.first() % 26));
    }

    @Test
    void aLineLargerThanAPageIsKept() {
        Scrollback history = new Scrollback(3, 1 << 24);
        Clusters clusters = new Clusters();
        Row row = new Row(Terminal.MAX_COLUMNS);
        for (int x = 0; x < Terminal.MAX_COLUMNS; x++) {
            int cell = 0x1f600;
            for (int k = 0; k < 10; k++) {
                cell = clusters.append(cell, 0x1f3fb);
            }
            row.put(x, cell, 1, Pen.withForeground(Pen.DEFAULT, Pen.rgb(1, x >> 8, x & 255)), 0);
        }
        for (int i = 0; i < 5; i++) {
            history.add(row, clusters, new Decorations());
        }
        Row back = history.read(history.end() - 1, clusters).row();
        assertThat(back.text).isEqualTo(row.text);
        assertThat(back.pen).isEqualTo(row.pen);
        assertThat(history.end() - history.first()).isEqualTo(3);
    }

    @Test
    void aClearedHistoryStartsAnew() {
        Tty tty = new Tty(20, 1).feed("a\r\nb\r\n\033[3Jc\r\nd");
        assertThat(tty.history()).isEqualTo(List.of("c"));
    }
}
