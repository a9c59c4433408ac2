package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.vt.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What vttest says should be seen is seen. The files hold every screen of a test, named by its choices in the menus;
 * each was compared with the sentence on it.
 */
@Tag("differential")
class VttestTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/vttest");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "2",
                "3.8",
                "6.3",
                "6.4",
                "6.5",
                "6.6",
                "8",
                "11.1.2.3",
                "11.1.2.4",
                "11.1.6",
                "11.2.2.1",
                "11.2.2.2",
                "11.3.2.7",
                "11.3.2.8",
                "11.3.2.9",
                "11.3.2.3.5.7",
                "11.3.2.3.5.8",
                "11.3.2.3.5.9",
                "11.3.2.3.5.10",
                "11.3.3.9",
                "11.3.3.2.4.9",
                "11.3.3.2.4.10",
                "11.3.3.2.4.11",
                "11.3.3.2.4.12",
                "11.3.3.2.4.13",
                "11.3.7.3.10",
                "11.5.1",
                "11.5.2",
                "11.5.3",
                "11.5.4",
                "11.5.5",
                "11.5.6",
                "11.5.7",
                "11.5.8",
                "11.5.9",
                "11.6.2",
                "11.6.3",
                "11.6.4",
                "11.6.5",
                "11.6.9",
                "11.7.2",
                "11.7.3",
                "11.7.4",
                "11.7.5",
                "11.7.6",
                "11.8.7.3",
                "11.8.7.4",
                "11.8.7.5"
            })
    void everyScreenIsAsItSaysItShouldBe(String choices) throws Exception {
        try (Vttest vttest = new Vttest()) {
            String seen = shown(vttest.screens(List.of(choices.split("\\.", -1))));
            assertThat(seen).isEqualTo(Files.readString(DIRECTORY.resolve(choices + ".txt")));
        }
    }

    private static String shown(List<Snapshot> screens) {
        List<String> lines = new ArrayList<>();
        for (Snapshot screen : screens) {
            lines.add("---- cursor " + (screen.cursorRow() + 1) + "," + (screen.cursorColumn() + 1));
            screen.ansi().forEach(line -> lines.add(line.replace("\033", "\\e")));
        }
        return String.join("\n", lines) + "\n";
    }
}
