package dev.coop.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.vt.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables in docs/keys.md say what the code does. A failure shows the table as it should be. */
class KeysPageTest {
    private static final Path PAGE = Path.of("../docs/keys.md");
    private static final Set<Mode> APPLICATION = EnumSet.of(Mode.APPLICATION_CURSOR_KEYS, Mode.APPLICATION_KEYPAD);

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

    /** A control character that stands for itself as its number, and one that begins a sequence as {@code ESC}. */
    private static String code(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            if (b == 0x1b && bytes.length > 1) {
                out.append("ESC ");
            } else if (b <= ' ' || b == 0x7f) {
                out.append("%02x".formatted(b));
            } else {
                out.append((char) b);
            }
        }
        return "`" + out + "`";
    }

    private static String code(String key, Set<Mode> modes, int flags) {
        return code(Keys.encode(List.of(key), modes, flags));
    }

    private static String row(List<String> names) {
        String key = names.getFirst();
        String usual = code(key, Pressed.DEFAULT_MODES, 0);
        String application = code(key, APPLICATION, 0);
        return "| " + names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + " | " + usual
                + " | " + (application.equals(usual) ? "" : application) + " | "
                + code("ctrl-" + key, Pressed.DEFAULT_MODES, 0) + " | " + code(key, Pressed.DEFAULT_MODES, 1) + " | "
                + code("ctrl-" + key, Pressed.DEFAULT_MODES, 1) + " |";
    }

    @Test
    void listsEveryName() throws IOException {
        List<String> expected = Key.ALL.stream().map(key -> row(key.names())).collect(Collectors.toList());
        expected.add(row(List.of(KeyNames.SPACE)));
        expected.add(row(List.of(KeyNames.BACKTAB)));
        assertThat(String.join("\n", tableAfter("## Names"))).isEqualTo(String.join("\n", expected));
    }

    @Test
    void listsEveryControlCharacter() throws IOException {
        List<String> expected = IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7f))
                .mapToObj(control -> "| `%02x` | %s |".formatted(control, keysFor(control)))
                .toList();
        assertThat(String.join("\n", tableAfter("### Ctrl with a character"))).isEqualTo(String.join("\n", expected));
    }

    private static String keysFor(int control) {
        return IntStream.range(' ', 0x7f)
                .filter(c -> c < 'A' || c > 'Z')
                .mapToObj(c -> c == ' ' ? "ctrl-space" : "ctrl-" + (char) c)
                .filter(name -> Keys.encode(List.of(name), Pressed.DEFAULT_MODES, 0)[0] == control)
                .map(name -> name.contains("`") ? "`` " + name + " ``" : "`" + name.replace("|", "\\|") + "`")
                .collect(Collectors.joining(", "));
    }

    @Test
    void namesTheLimit() throws IOException {
        assertThat(Files.readString(PAGE)).contains("At most " + Keys.MAX_KEYS + " keys");
    }
}
