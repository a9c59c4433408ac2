package dev.coop.bench;

import java.util.List;
import java.util.Locale;

/** One line of the table, already in words. It crosses from the measuring JVM to the reporting one as tab-separated text. */
record Row(
        String figure,
        String workload,
        String measured,
        String comparedWith,
        String ratio,
        String goal,
        Verdict verdict) {
    static final List<String> HEADINGS =
            List.of("figure", "workload", "measured", "compared with", "ratio", "goal", "verdict");

    /** What a row is about. */
    record Subject(String figure, String workload) {}

    /** A figure that has to keep a bound by itself. */
    static Row absolute(Subject subject, double measured, Goal goal) {
        return new Row(
                subject.figure,
                subject.workload,
                quantity(measured, goal.unit()),
                "",
                "",
                goal.toString(),
                goal.judge(measured));
    }

    /** A figure that has to keep a bound by itself, and is worth knowing beside another. */
    static Row beside(Subject subject, double measured, String other, double others, Goal goal) {
        return new Row(
                subject.figure,
                subject.workload,
                quantity(measured, goal.unit()),
                other + " " + quantity(others, goal.unit()),
                ratio(measured / others),
                goal.toString(),
                goal.judge(measured));
    }

    /** A figure that is worth knowing beside another, without a bound. */
    static Row comparison(Subject subject, double measured, String other, double others, String unit) {
        return new Row(
                subject.figure,
                subject.workload,
                quantity(measured, unit),
                other + " " + quantity(others, unit),
                ratio(measured / others),
                "",
                Verdict.NO_GOAL);
    }

    /** A figure whose quotient with somebody else's has to keep a bound. */
    static Row ratio(Subject subject, double measured, String other, double others, String unit, Goal goal) {
        double ratio = measured / others;
        return new Row(
                subject.figure,
                subject.workload,
                quantity(measured, unit),
                other + " " + quantity(others, unit),
                ratio(ratio),
                goal.toString(),
                goal.judge(ratio));
    }

    /** A figure that may exceed somebody else's by a bound. */
    static Row excess(Subject subject, double measured, String other, double others, Goal goal) {
        double excess = measured - others;
        return new Row(
                subject.figure,
                subject.workload,
                quantity(measured, goal.unit()),
                other + " " + quantity(others, goal.unit()),
                (excess < 0 ? "" : "+") + quantity(excess, ""),
                goal + " more",
                goal.judge(excess));
    }

    /** A comparison that this machine lacks the yardstick for. */
    static Row notMeasured(Subject subject, String other, String reason, Goal goal) {
        return new Row(subject.figure, subject.workload, reason, other, "", goal.toString(), Verdict.NOT_MEASURED);
    }

    static Row failed(Subject subject, String reason) {
        return new Row(subject.figure, subject.workload, reason, "", "", "", Verdict.FAILED);
    }

    List<String> cells() {
        return List.of(figure, workload, measured, comparedWith, ratio, goal, verdict.toString());
    }

    String toLine() {
        return String.join("\t", figure, workload, measured, comparedWith, ratio, goal, verdict.name());
    }

    static Row fromLine(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != HEADINGS.size()) {
            throw new IllegalArgumentException("not a row of " + HEADINGS.size() + " cells: " + line);
        }
        return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], Verdict.valueOf(cells[6]));
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, Math.abs(ratio) < 2 ? "%.3fx" : "%.2fx", ratio);
    }

    private static String quantity(double number, String unit) {
        int decimals = number == Math.rint(number) || Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
        String digits = String.format(Locale.ROOT, "%,." + decimals + "f", number);
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}
