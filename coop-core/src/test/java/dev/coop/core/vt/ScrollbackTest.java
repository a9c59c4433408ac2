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
    void dropsOldLinesWhenTheyTakeTooManyBytes() {
        Scrollback history = new Scrollback(1_000_000, 1 << 20);
        Clusters clusters = new Clusters();
        Row row = new Row(1000);
        for (int i = 0; i < 10_000; i++) {
            row.put(0, 'a' + i % 26, 1, Pen.BOLD, 0);
            row.put(999, 'z', 1, Pen.ITALIC, 0);
            history.add(row, clusters);
        }
        long held = history.end() - history.first();
        assertThat(history.end()).isEqualTo(10_000);
        assertThat(held).isBetween(500L, 1100L);
        assertThat(history.read(history.end() - 1, clusters).text[0]).isEqualTo('a' + 9_999 % 26);
        assertThat(history.read(history.first(), clusters).text[0]).isEqualTo('a' + (int) (history.first() % 26));
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
            history.add(row, clusters);
        }
        Row back = history.read(history.end() - 1, clusters);
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
