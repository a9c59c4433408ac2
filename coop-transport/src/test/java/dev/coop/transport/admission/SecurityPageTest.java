package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names the test of each promise: they must be there. */
class SecurityPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path PAGE = PROJECT.resolve("docs/security.md");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w*Test)`");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        Set<String> named = TEST_NAME
                .matcher(Files.readString(PAGE))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isNotEmpty().isSubsetOf(testClasses());
    }

    @Test
    void everyKnownFaultHasItsRow() throws IOException {
        List<String> rows = Pattern.compile("^\\| (S\\d+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .isEqualTo(IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> "S" + number)
                        .toList());
    }

    private static Set<String> testClasses() throws IOException {
        try (var modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::classesBelow)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> classesBelow(Path sources) {
        try (var files = Files.walk(sources)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
