package dev.coop.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code bench/run}: measures the chosen figures one after the other, and prints the machine and the table. */
final class Bench {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
            if (options.markdown().isPresent()) {
                new MarkdownPage(options.markdown().get()).check();
            }
        } catch (IllegalArgumentException | IOException refusal) {
            System.err.println(refusal.getMessage() + "\n" + Options.USAGE);
            System.exit(EXIT_USAGE);
            return;
        }
        System.exit(run(options) ? 0 : EXIT_FAILED);
    }

    /** Whether everything could be measured; a missed goal is a result, not a failure. */
    private static boolean run(Options options) throws IOException, InterruptedException {
        Machine machine = Machine.here(options.scale());
        System.out.println(machine.asText());
        List<Row> rows = new ArrayList<>();
        for (FigureName figure : options.figures()) {
            System.err.println("measuring " + figure.label() + " …");
            rows.addAll(MeasuringJvm.measure(figure, options.scale()));
        }
        Table table = new Table(rows);
        System.out.println(table.asText());
        if (options.markdown().isPresent()) {
            new MarkdownPage(options.markdown().get()).replace(machine.asMarkdown() + "\n" + table.asMarkdown());
        }
        return rows.stream().noneMatch(row -> row.verdict() == Verdict.FAILED);
    }
}
