package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables in docs/terminal.md say what the code does. A failure shows the table as it should be. */
class TerminalPageTest {
    private static final Path PAGE = Path.of("../docs/terminal.md");

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
                "| " + Terminal.MAX_HISTORY_BYTES + " | bytes of history | the oldest lines are dropped |");
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
