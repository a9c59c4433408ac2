package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables in docs/settings.md come from here. After a change, copy what the failing test wrote. */
class SettingsDocTest {
    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final Path WANTED = Path.of("target/settings-tables.md");
    private static final String BEGIN = "<!-- tables: SettingsDocTest -->\n";
    private static final String HEAD = """

        | setting | variable | takes | default | used by | what it is for |
        |---|---|---|---|---|---|
        """;
    private static final String END = "<!-- end of tables -->\n";

    @Test
    void theDocumentationHasTheTableOfTheCode() throws Exception {
        String tables = tables();
        Files.writeString(WANTED, tables);
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("the tables in %s; the right ones are in coop-core/%s", PAGE, WANTED)
                .isEqualTo(tables);
    }

    private static String tables() {
        StringBuilder tables = new StringBuilder();
        Group group = null;
        for (Setting<?> setting : Settings.ALL) {
            if (setting.group() != group) {
                group = setting.group();
                tables.append("\n### ").append(group.heading()).append('\n').append(HEAD);
            }
            tables.append("| `%s` | `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.type().allowed(),
                            fallback(setting),
                            setting.usedBy().words(),
                            setting.doc()));
        }
        return tables.append('\n').toString();
    }

    private static String fallback(Setting<?> setting) {
        String shown = setting.asDefault().shown();
        return shown.isEmpty() ? "" : "`" + shown + "`";
    }
}
