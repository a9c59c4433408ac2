package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsEverythingIsMeasuredInFull() {
        Options options = Options.parse();

        assertThat(options.scale()).isEqualTo(Scale.FULL);
        assertThat(options.figures()).containsExactly(FigureName.values());
        assertThat(options.markdown()).isEmpty();
    }

    @Test
    void optionsAreTakenInAnyOrder() {
        Options options = Options.parse("--markdown", "page.md", "--only", "allocation,engine", "--quick");

        assertThat(options.scale()).isEqualTo(Scale.QUICK);
        assertThat(options.figures()).containsExactly(FigureName.ENGINE, FigureName.ALLOCATION);
        assertThat(options.markdown()).contains(Path.of("page.md"));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Options.parse("--fast")).hasMessage("unknown option --fast");
        assertThatThrownBy(() -> Options.parse("--only")).hasMessage("--only needs a value");
        assertThatThrownBy(() -> Options.parse("--only", "engine,motor")).hasMessage("no figure is named 'motor'");
    }
}
