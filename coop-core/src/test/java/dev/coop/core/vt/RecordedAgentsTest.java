package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The agents as they were recorded: every screen that was captured must appear on ours while their output is fed.
 */
class RecordedAgentsTest {
    /** A few recordings travel with the code; the rest lie beside the project where it is developed. */
    private static final Path SOME = Path.of("src/test/resources/recordings");

    private static final Path ALL = Path.of(System.getProperty("coop.recordings", "../../shared/agents/recordings"));

    /** Screens of an earlier run that was recorded under the same name and overwritten. */
    private static final Map<String, Set<String>> CAPTURED_ELSEWHERE =
            Map.of("onboarding", Set.of("1-first", "2", "3"));

    @TestFactory
    Stream<DynamicTest> everyScreenOfTheRecordingsInTheProjectAppears() throws IOException {
        return tests(SOME);
    }

    @TestFactory
    Stream<DynamicTest> everyScreenOfTheRecordingsBesideTheProjectAppears() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(ALL), "no recordings at " + ALL);
        return tests(ALL);
    }

    private static Stream<DynamicTest> tests(Path recordings) throws IOException {
        try (Stream<Path> files = Files.walk(recordings)) {
            List<Path> casts =
                    files.filter(f -> f.toString().endsWith(".cast")).sorted().toList();
            assertThat(casts).isNotEmpty();
            return casts.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(recordings.relativize(file).toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        Recording recording = Recording.read(file);
        Map<String, List<String>> missing = recording.screens();
        missing.keySet().removeAll(CAPTURED_ELSEWHERE.getOrDefault(recording.name(), Set.of()));
        Terminal terminal = new Terminal(recording.columns(), recording.rows(), 100, new SilentListener());
        List<byte[]> blocks = new ArrayList<>(recording.blocks());
        blocks.add(recording.epilogue());
        for (byte[] block : blocks) {
            terminal.feed(block, 0, block.length);
            List<String> seen = Recording.visible(terminal.snapshot());
            missing.values().removeIf(seen::equals);
        }
        assertThat(missing).isEmpty();
    }
}
