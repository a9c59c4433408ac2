package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.session.SessionLimits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables in docs/terminal.md say what the code does. A failure shows the table as it should be. */
class TerminalPageTest {
    private static final Path PAGE = Path.of("../docs/terminal.md");

    /** Beyond all numbers that terminals give to operating system commands, and to graphic renditions. */
    private static final int COMMANDS = 10_000;

    private static final int RENDITIONS = 256;

    private static List<String> tableAfter(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int at = lines.indexOf(heading);
        assertThat(at).as("heading %s", heading).isNotNegative();
        return lines.subList(at + 1, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static String code(String form) {
        return form.contains("`") ? "`` " + form + " ``" : "`" + form + "`";
    }

    @Test
    void listsEveryControlFunction() throws IOException {
        List<String> expected = Arrays.stream(ControlFunction.values())
                .map(f -> "| " + f + " | " + code(f.form()) + " | " + f.purpose() + " | " + f.specification() + " |")
                .toList();
        assertThat(String.join("\n", tableAfter("### Control functions"))).isEqualTo(String.join("\n", expected));
    }

    @Test
    void listsEveryMode() throws IOException {
        List<String> expected = Arrays.stream(Mode.values())
                .map(m -> "| `" + m.sequence(true).replace("\033", "ESC ") + "` | "
                        + m.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | "
                        + (Mode.initial().contains(m) ? "on" : "off") + " |")
                .toList();
        assertThat(String.join("\n", tableAfter("### Modes"))).isEqualTo(String.join("\n", expected));
    }

    @Test
    void saysWhichModesAreAnswered() throws IOException {
        assertThat(between("`DECRQM` is answered for ", ".")).isEqualTo("all of these but 1048, which is no state");
        for (Mode mode : Mode.values()) {
            String question = mode.sequence(true).replace("h", "$p");
            assertThat(new Tty(20, 2).feed(question).answers()).containsPattern(";[12]\\$y$");
        }
        assertThat(new Tty(20, 2)
                        .feed("\033[?47$p\033[?1047$p\033[?1048$p\033[?1049$p")
                        .answers())
                .isEqualTo("^[?47;2$y^[?1047;2$y^[?1048;0$y^[?1049;2$y");
    }

    @Test
    void listsEveryOperatingSystemCommand() throws IOException {
        List<Integer> listed = tableAfter("### Operating system commands").stream()
                .map(row -> row.substring(2, row.indexOf(" |")))
                .flatMap(Pattern.compile(", ")::splitAsStream)
                .map(Integer::valueOf)
                .sorted()
                .toList();
        List<Integer> known = IntStream.range(0, COMMANDS)
                .filter(number -> unknownStrings("\033]" + number + ";?\007") == 0)
                .boxed()
                .toList();
        assertThat(listed).isEqualTo(known);
    }

    private static long unknownStrings(String output) {
        return new Tty(20, 2).feed(output).terminal.dropped().unknownStrings();
    }

    @Test
    void listsEveryGraphicRendition() throws IOException {
        List<String> ranges = new ArrayList<>();
        for (int code = 0; code < RENDITIONS; code++) {
            int first = code;
            while (hasEffect(code)) {
                code++;
            }
            if (code > first + 1) {
                ranges.add(first + " to " + (code - 1));
            } else if (code > first) {
                ranges.add(Integer.toString(first));
            }
        }
        assertThat(between("SGR with ", ", colours")).isEqualTo(String.join(", ", ranges));
    }

    /** Whether it changes the pen of a fresh terminal, or one of a pen in which everything is set. */
    private static boolean hasEffect(int code) {
        String parameters = code == 38 || code == 48 || code == 58 ? code + ";5;9" : Integer.toString(code);
        String all = "\033[1;2;3;4;5;7;8;9;53;31;42;58;5;1m";
        return Stream.of("", all)
                .anyMatch(pen -> !pen(pen + "\033[" + parameters + "m").equals(pen(pen)));
    }

    private static String pen(String output) {
        return new Tty(20, 2).feed(output).terminal.dump().sequences();
    }

    private static String between(String before, String after) throws IOException {
        String words = Files.readString(PAGE).replace('\n', ' ');
        int from = words.indexOf(before) + before.length();
        return words.substring(from, words.indexOf(after, from));
    }

    @Test
    void namesEveryLimit() throws IOException {
        List<String> expected = List.of(
                "| " + Params.MAX_PARAMS + " | parameters of a sequence | the sequence is dropped whole |",
                "| " + Params.MAX_VALUE + " | value of a parameter | larger values count as this one |",
                "| " + Parser.MAX_COMMAND_BYTES + " | bytes of an OSC or DCS | the string is dropped whole |",
                "| " + Clusters.MAX_CODE_POINTS + " | code points in one cell | further marks are dropped |",
                "| " + Clusters.MAX_CLUSTERS
                        + " | different clusters | what is not shown is forgotten, then marks are dropped |",
                "| " + Decorations.MAX_DECORATIONS
                        + " | different links and underline colours | what is not shown is forgotten, then cells go"
                        + " undecorated |",
                "| " + Decorations.MAX_LINK_CHARACTERS + " | characters of all links | likewise |",
                "| " + DecorationCodec.MAX_BYTES
                        + " | bytes of links and underline colours of a line of the history | the line goes without |",
                "| " + Terminal.MAX_COLUMNS + " x " + Terminal.MAX_ROWS + " | columns and rows | refused |",
                "| " + Terminal.MAX_COLUMNS + " | tab stops | every column can have one |",
                "| " + KeyboardFlags.MAX_DEPTH + " | keyboard flags that are pushed | the oldest are forgotten |",
                "| " + SessionLimits.DEFAULT_HISTORY_LINES
                        + " | lines of history, unless a session was given another number | the oldest lines are"
                        + " dropped |",
                "| " + Terminal.MAX_HISTORY_BYTES + " | bytes of history | likewise |");
        assertThat(String.join("\n", tableAfter("### Limits"))).isEqualTo(String.join("\n", expected));
    }

    @Test
    void namesEverythingThatIsCounted() throws IOException {
        String table = String.join("\n", tableAfter("### What is left out"));
        assertThat(Arrays.stream(Dropped.class.getRecordComponents()).map(RecordComponent::getName))
                .allMatch(table::contains);
    }

    @Test
    void listsEveryKnownDifference() throws IOException {
        List<String> expected = Arrays.stream(KnownDifference.values())
                .map(d -> "| " + d + " | " + d.explanation() + " |")
                .toList();
        assertThat(String.join("\n", tableAfter("### Known differences"))).isEqualTo(String.join("\n", expected));
    }
}
