package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.bench.Row.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Subject SUBJECT = new Subject("speed", "plain");
    private static final Goal TWICE = Goal.atLeast(2, "x");

    @Test
    void aMissedGoalStaysInTheTableAndIsRed() {
        Row missed = Row.ratio(SUBJECT, 150, "other", 100, "MB/s", TWICE);

        assertThat(missed.verdict()).isEqualTo(Verdict.RED);
        assertThat(new Table(List.of(missed)).asText()).contains("150 MB/s  other 100 MB/s  1.500x  ≥ 2x  RED");
        assertThat(new Table(List.of(missed)).asMarkdown()).contains("| 1.500x | ≥ 2x | 🟥 **RED** |");
    }

    @Test
    void goalsAreKeptUpToTheirBound() {
        assertThat(Row.ratio(SUBJECT, 200, "other", 100, "MB/s", TWICE).verdict())
                .isEqualTo(Verdict.OK);
        assertThat(Row.absolute(SUBJECT, 0, Goal.atMost(0, "bytes/MB")).verdict())
                .isEqualTo(Verdict.OK);
        assertThat(Row.absolute(SUBJECT, 0.1, Goal.atMost(0, "bytes/MB")).verdict())
                .isEqualTo(Verdict.RED);
        assertThat(Row.excess(SUBJECT, 2.5, "other", 1, Goal.atMost(1, "ms")).verdict())
                .isEqualTo(Verdict.RED);
    }

    @Test
    void aFigureThatIsNotANumberKeepsNoGoal() {
        assertThat(Row.absolute(SUBJECT, Double.NaN, TWICE).verdict()).isEqualTo(Verdict.RED);
        assertThat(Row.absolute(SUBJECT, Double.NaN, Goal.atMost(2, "")).verdict())
                .isEqualTo(Verdict.RED);
    }

    @Test
    void rowsCrossFromOneProcessToTheOtherUnchanged() {
        Row row = Row.excess(SUBJECT, 2.5, "other", 1, Goal.atMost(1, "ms"));
        Row absent = Row.notMeasured(SUBJECT, "C", Installed.NO_COMPILER, TWICE);

        assertThat(Row.fromLine(row.toLine())).isEqualTo(row);
        assertThat(Row.fromLine(absent.toLine())).isEqualTo(absent);
    }
}
