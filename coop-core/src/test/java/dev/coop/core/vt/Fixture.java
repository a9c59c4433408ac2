package dev.coop.core.vt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Output of a program in a file that a person can read, and beside it what the screen shows then.
 *
 * <p>{@code NAME.in}: comments, one of which may be {@code # size 20x6}, one {@code # answers checksums}, and one
 * {@code # differs NAME, NAME}, the {@link KnownDifference}s that it shows; then the output, where {@code \e \n \r \t \b \\ \xNN} stand for bytes and the
 * line breaks of the file for nothing. {@code NAME.expected}: see {@link #shown}.
 */
record Fixture(Path file, List<String> comments, String source) {
    private static final Pattern SIZE = Pattern.compile("# size (\\d+)x(\\d+)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

    static Fixture read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> comments =
                lines.stream().takeWhile(line -> line.startsWith("# ")).toList();
        return new Fixture(file, comments, String.join("", lines.subList(comments.size(), lines.size())));
    }

    String name() {
        return file.getFileName().toString().replace(".in", "");
    }

    /** What the file is about, its name up to a dash. */
    String function() {
        return name().split("-", -1)[0];
    }

    Path expected() {
        return file.resolveSibling(name() + ".expected");
    }

    int columns() {
        return size(1, 10);
    }

    int rows() {
        return size(2, 4);
    }

    private int size(int group, int otherwise) {
        Matcher size = SIZE.matcher(String.join("\n", comments));
        return size.find() ? Integer.parseInt(size.group(group)) : otherwise;
    }

    Set<KnownDifference> differences() {
        return comments.stream()
                .filter(comment -> comment.startsWith("# differs "))
                .flatMap(comment -> Pattern.compile(", ").splitAsStream(comment.substring(10)))
                .map(KnownDifference::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(KnownDifference.class)));
    }

    byte[] output() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher escaped = ESCAPED.matcher(source);
        int at = 0;
        while (escaped.find()) {
            out.writeBytes(source.substring(at, escaped.start()).getBytes(StandardCharsets.UTF_8));
            out.write(value(escaped.group(1)));
            at = escaped.end();
        }
        out.writeBytes(source.substring(at).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static int value(String escaped) {
        return switch (escaped.charAt(0)) {
            case 'e' -> '\033';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case '\\' -> '\\';
            case 'x' -> Integer.parseInt(escaped.substring(1), 16);
            default -> throw new IllegalArgumentException("no byte is written \\" + escaped);
        };
    }

    /**
     * The screen as it should look: every row between bars, where the cursor is (from 1, as programs count), and then
     * only what is not as in a fresh terminal: rows with colours or attributes, history, modes, answers and so on.
     */
    String shown() {
        Tty tty = new Tty(columns(), rows(), new TerminalOptions(100, comments.contains("# answers checksums")));
        tty.feed(output());
        Snapshot s = tty.terminal.snapshot();
        StringBuilder text = new StringBuilder();
        s.lines()
                .forEach(line -> text.append('|')
                        .append(line)
                        .append(" ".repeat(columns() - width(line)))
                        .append("|\n"));
        text.append("cursor ").append(s.cursorRow() + 1).append(',').append(s.cursorColumn() + 1);
        text.append('\n');
        for (int y = 0; y < rows(); y++) {
            String styled = s.ansi().get(y);
            if (!styled.equals(s.lines().get(y))) {
                text.append("styled ")
                        .append(y + 1)
                        .append(' ')
                        .append(visible(styled))
                        .append('\n');
            }
            for (Line.Stretch link : s.rows().get(y).links()) {
                text.append("link ").append(y + 1).append(' ').append(link).append('\n');
            }
        }
        tty.history().forEach(line -> text.append("history ").append(line).append('\n'));
        Set<Mode> initial = Mode.initial();
        for (Mode mode : Mode.values()) {
            if (s.modes().contains(mode) != initial.contains(mode)) {
                text.append("mode ").append(mode.name().toLowerCase(Locale.ROOT).replace('_', ' '));
                text.append(s.modes().contains(mode) ? " on\n" : " off\n");
            }
        }
        if (s.alternate()) {
            text.append("alternate screen\n");
        }
        if (s.keyboardFlags() != 0) {
            text.append("keyboard flags ").append(s.keyboardFlags()).append('\n');
        }
        tty.events.forEach(event -> text.append("event ").append(event).append('\n'));
        if (!tty.answers().isEmpty()) {
            text.append("answers ")
                    .append(tty.answers().replace("^G", "\\a").replace("^", "\\e"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String visible(String styled) {
        return styled.replace("\033", "\\e");
    }

    private static int width(String line) {
        return line.codePoints().map(Widths::of).sum();
    }
}
