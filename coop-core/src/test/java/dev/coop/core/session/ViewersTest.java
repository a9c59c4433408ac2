package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.pty.WindowSize;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewersTest {
    private static final Object LAPTOP = "laptop";
    private static final Object PHONE = "phone";

    private static WindowSize window(int columns, int rows) {
        return new WindowSize(columns, rows);
    }

    @Test
    void oneViewerDecidesAlone() {
        assertThat(Viewers.NONE.with(LAPTOP, window(200, 50)).size()).contains(window(200, 50));
    }

    @Test
    void ofSeveralTheSmallestSideCounts() {
        Viewers laptop = Viewers.NONE.with(LAPTOP, window(200, 20)).viewers();
        assertThat(laptop.with(PHONE, window(40, 80)).size()).contains(window(40, 20));
    }

    @Test
    void aWindowThatGrowsGivesWhatTheOthersAllow() {
        Viewers both = Viewers.NONE
                .with(LAPTOP, window(200, 50))
                .viewers()
                .with(PHONE, window(40, 20))
                .viewers();
        assertThat(both.with(PHONE, window(300, 30)).size()).contains(window(200, 30));
    }

    @Test
    void whenTheSmallestLeavesTheOthersGetTheirs() {
        Viewers both = Viewers.NONE
                .with(LAPTOP, window(200, 50))
                .viewers()
                .with(PHONE, window(40, 20))
                .viewers();
        assertThat(both.without(PHONE).size()).contains(window(200, 50));
    }

    @Test
    void aLeaverThatDidNotMatterChangesNothing() {
        Viewers both = Viewers.NONE
                .with(LAPTOP, window(200, 50))
                .viewers()
                .with(PHONE, window(40, 20))
                .viewers();
        assertThat(both.without(LAPTOP).size()).isEmpty();
        assertThat(both.without("a stranger").size()).isEmpty();
    }

    @Test
    void whenTheLastLeavesTheSizeStays() {
        Viewers one = Viewers.NONE.with(LAPTOP, window(200, 50)).viewers();
        assertThat(one.without(LAPTOP)).isEqualTo(new Viewers.Change(Viewers.NONE, Optional.empty()));
    }
}
