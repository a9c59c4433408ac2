package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every control function shows on the screen what its specification says: one readable file each, see {@link Fixture}. */
class FixturesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/fixtures");
    private static final Pattern SPECIFICATION =
            Pattern.compile("ECMA-48|DEC |xterm|kitty keyboard protocol|Unicode \\d|UAX #|https://");

    static List<Fixture> all() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<Path> sources =
                    files.filter(f -> f.toString().endsWith(".in")).sorted().toList();
            List<Fixture> fixtures = new ArrayList<>();
            for (Path source : sources) {
                fixtures.add(Fixture.read(source));
            }
            return fixtures;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyScreenIsAsExpected() throws IOException {
        return all().stream()
                .map(fixture -> DynamicTest.dynamicTest(
                        fixture.name(),
                        () -> assertThat(fixture.shown()).isEqualTo(Files.readString(fixture.expected()))));
    }

    @Test
    void everyControlFunctionHasAFile() throws IOException {
        Set<String> described = all().stream().map(Fixture::function).collect(Collectors.toSet());
        assertThat(Arrays.stream(ControlFunction.values()).map(Enum::name).filter(name -> !described.contains(name)))
                .isEmpty();
    }

    @Test
    void everyFileSaysWhatItIsAboutAndWhereThatIsSpecified() throws IOException {
        for (Fixture fixture : all()) {
            assertThat(fixture.comments()).as(fixture.name()).isNotEmpty();
            assertThat(fixture.comments().getFirst()).as(fixture.name()).containsPattern(SPECIFICATION);
            Arrays.stream(ControlFunction.values())
                    .filter(function -> function.name().equals(fixture.function()))
                    .forEach(function -> assertThat(fixture.comments().getFirst())
                            .startsWith("# " + function + ", " + function.specification() + ": "));
        }
    }
}
