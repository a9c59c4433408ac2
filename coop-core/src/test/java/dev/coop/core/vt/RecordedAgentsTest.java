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
    private static final Path RECORDINGS =
            Path.of(System.getProperty("coop.recordings", "../../shared/agents/recordings"));

    /** Screens of an earlier run that was recorded under the same name and overwritten. */
    private static final Map<String, Set<String>> CAPTURED_ELSEWHERE =
            Map.of("onboarding", Set.of("1-first", "2", "3"));

    @TestFactory
    Stream<DynamicTest> everyRecordedScreenAppears() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(RECORDINGS), "no recordings at " + RECORDINGS);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cast")).sorted().toList()) {
                tests.add(DynamicTest.dynamicTest(RECORDINGS.relativize(file).toString(), () -> check(file)));
            }
        }
        return tests.stream();
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
