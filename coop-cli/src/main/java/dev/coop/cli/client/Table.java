package dev.coop.cli.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns, each as wide as its widest cell. What would move the terminal's cursor is shown as a question mark. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... heads) {
        widths = new int[heads.length];
        row(heads);
    }

    void row(String... cells) {
        List<String> clean = Arrays.stream(cells)
                .map(cell -> cell.replaceAll("\\p{Cntrl}", "?"))
                .toList();
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], clean.get(i).length());
        }
        rows.add(clean);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
