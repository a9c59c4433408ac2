package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SweepPauseTest {
    @Test
    void aTableThatStaysCrowdedIsSweptOncePerManyRequests() {
        SweepPause pause = new SweepPause();
        int sweeps = 0;
        for (int request = 0; request < 10 * SweepPause.REQUESTS; request++) {
            if (pause.isOver()) {
                sweeps++;
                pause.swept(true);
            }
        }
        assertThat(sweeps).isEqualTo(10);
    }

    @Test
    void aTableThatBecameRoomyIsSweptAgainAsSoonAsItIsFull() {
        SweepPause pause = new SweepPause();
        pause.swept(false);
        assertThat(pause.isOver()).isTrue();
    }

    /** More different clusters on the screen than the table holds: the text stays, marks are dropped, the promises hold. */
    @Test
    void aScreenFullOfDifferentClustersKeepsItsText() {
        Tty tty = new Tty(200, 50, 0);
        StringBuilder row = new StringBuilder();
        for (int n = 0; n < 10_000; n++) {
            row.append('a');
            for (int k = 0; k < Clusters.MAX_CODE_POINTS - 1; k++) {
                row.appendCodePoint(0x300 + (n >> (k % 3 * 5) & 31));
            }
        }
        tty.feed(row.toString());
        tty.terminal.check();
        assertThat(tty.lines())
                .allMatch(line -> line.chars().filter(c -> c == 'a').count() == 200);
        assertThat(tty.line(0)).contains("\u0300");
    }
}
