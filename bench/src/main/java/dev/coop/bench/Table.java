package dev.coop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a run, as text for a terminal and as Markdown for the page. */
record Table(List<Row> rows) {
    Table {
        rows = List.copyOf(rows);
    }

    String asText() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Row.HEADINGS);
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = IntStream.range(0, Row.HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                padded.append(cell).repeat(' ', widths[column] - cell.length() + 2);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String asMarkdown() {
        StringBuilder text = new StringBuilder(markdownLine(Row.HEADINGS));
        text.append("|").repeat("---|", Row.HEADINGS.size()).append('\n');
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(row.cells());
            if (row.verdict() == Verdict.RED || row.verdict() == Verdict.FAILED) {
                cells.set(cells.size() - 1, "🟥 **" + row.verdict() + "**");
            }
            text.append(markdownLine(cells));
        }
        return text.toString();
    }

    private static String markdownLine(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |\n";
    }
}
