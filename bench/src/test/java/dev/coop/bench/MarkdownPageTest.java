package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownPageTest {
    private static final String BEGIN = "<!-- bench:begin (written by bench/run --markdown) -->\n";
    private static final String END = "<!-- bench:end -->\n";

    @Test
    void onlyWhatStandsBetweenTheMarkersIsReplaced(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("page.md"), "before\n" + BEGIN + "old\n" + END + "after\n");

        new MarkdownPage(file).replace("new\n");
        new MarkdownPage(file).replace("newer\n");

        assertThat(file).hasContent("before\n" + BEGIN + "newer\n" + END + "after\n");
    }

    @Test
    void aPageWithoutMarkersIsRefusedAndLeftAlone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("page.md"), END + BEGIN);

        assertThatThrownBy(() -> new MarkdownPage(file).check()).hasMessageContaining("lacks the lines");
        assertThatThrownBy(() -> new MarkdownPage(file).replace("new")).hasMessageContaining("page.md");
        assertThat(file).hasContent(END + BEGIN);
    }
}
