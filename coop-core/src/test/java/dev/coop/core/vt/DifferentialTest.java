package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same output on our terminal and on others must look the same, save where a {@link KnownDifference} says why not.
 * Other seeds and more of them: {@code -Dcoop.firstSeed=1000 -Dcoop.generated=50000}.
 */
@Tag("differential")
class DifferentialTest {
    private static final long FIRST_SEED = Long.getLong("coop.firstSeed", 1);
    /** xterm shows more than five hundred in a second, tmux a hundred. */
    private static final int FOR_XTERM = Integer.getInteger("coop.generated", 20_000);

    private static final int FOR_TMUX = FOR_XTERM / 10;
    private static final int REPORTED = 20;

    private static final List<Path> RECORDINGS = List.of(
            Path.of("src/test/resources/recordings"),
            Path.of(System.getProperty("coop.recordings", "../../shared/agents/recordings")));

    @Test
    void generatedOutputLooksAsInXterm() throws IOException {
        try (OtherTerminal xterm = new XtermHeadless()) {
            compare(xterm, generated(KnownDifference.Of.XTERM, FOR_XTERM));
        }
    }

    @Test
    void generatedOutputLooksAsInTmux() throws IOException {
        try (OtherTerminal tmux = new Tmux()) {
            compare(tmux, generated(KnownDifference.Of.TMUX, FOR_TMUX));
        }
    }

    @Test
    void recordedAgentsLookAsInXterm() throws IOException {
        try (OtherTerminal xterm = new XtermHeadless()) {
            compare(xterm, recorded());
        }
    }

    @Test
    void recordedAgentsLookAsInTmux() throws IOException {
        try (OtherTerminal tmux = new Tmux()) {
            compare(tmux, recorded());
        }
    }

    @Test
    void everyControlFunctionLooksAsInXterm() throws IOException {
        try (OtherTerminal xterm = new XtermHeadless()) {
            compare(xterm, fixtures(KnownDifference.Of.XTERM));
        }
    }

    @Test
    void everyControlFunctionLooksAsInTmux() throws IOException {
        try (OtherTerminal tmux = new Tmux()) {
            compare(tmux, fixtures(KnownDifference.Of.TMUX));
        }
    }

    /** So that no exclusion outlives its reason. */
    @Test
    void everyKnownDifferenceShowsInItsSample() throws IOException {
        try (OtherTerminal xterm = new XtermHeadless();
                OtherTerminal tmux = new Tmux()) {
            List<KnownDifference> unseen = new ArrayList<>();
            for (KnownDifference difference : KnownDifference.values()) {
                OtherTerminal other = difference.terminal() == KnownDifference.Of.XTERM ? xterm : tmux;
                if (!differs(other, ComparableOutput.whole(difference.name(), difference.sample()))) {
                    unseen.add(difference);
                }
            }
            assertThat(unseen).isEmpty();
        }
    }

    private static List<Output> generated(KnownDifference.Of terminal, int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count)
                .mapToObj(seed -> ComparableOutput.of(seed, word -> !KnownDifference.isIn(List.of(word), terminal)))
                .filter(output -> !KnownDifference.isIn(output.pieces(), terminal))
                .toList();
    }

    private static List<Output> fixtures(KnownDifference.Of terminal) throws IOException {
        return FixturesTest.all().stream()
                .filter(f -> f.differences().stream().noneMatch(d -> d.terminal() == terminal))
                .map(f -> new Output(
                        f.name(), f.columns(), f.rows(), List.of(new String(f.output(), StandardCharsets.UTF_8))))
                .toList();
    }

    /** Each recording to the end, and to a third and two thirds of it: at the end many have left the alternate screen. */
    private static List<Output> recorded() throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (Path directory : RECORDINGS) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".cast")).toList()) {
                        Recording recording = Recording.read(file);
                        List<String> blocks = recording.blocks().stream()
                                .map(block -> new String(block, StandardCharsets.UTF_8))
                                .toList();
                        for (int third = 1; third <= 3; third++) {
                            String name = directory.relativize(file) + " to " + third + "/3";
                            outputs.add(new Output(
                                    name,
                                    recording.columns(),
                                    recording.rows(),
                                    blocks.subList(0, blocks.size() * third / 3)));
                        }
                    }
                }
            }
        }
        return outputs;
    }

    private static void compare(OtherTerminal other, List<Output> outputs) throws IOException {
        List<Shown> theirs = other.show(outputs);
        List<Output> different = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (!ours(other, outputs.get(i)).equals(theirs.get(i))) {
                different.add(outputs.get(i));
            }
        }
        StringBuilder report = new StringBuilder();
        for (Output output : different.subList(0, Math.min(REPORTED, different.size()))) {
            report.append(described(other, output));
        }
        assertThat(different)
                .withFailMessage(() -> different.size() + " of " + outputs.size() + " differ, the first:\n" + report)
                .isEmpty();
    }

    private static String described(OtherTerminal other, Output output) throws IOException {
        boolean isShort = output.pieces().size() <= ComparableOutput.MAX_PIECES;
        Output shown = isShort ? shortened(other, output) : output;
        Shown theirs = other.show(List.of(shown)).getFirst();
        return (isShort ? shown.toString() : shown.name()) + ours(other, shown).differences(theirs);
    }

    private static Shown ours(OtherTerminal other, Output output) {
        return other.comparable(Shown.of(output));
    }

    private static boolean differs(OtherTerminal other, Output output) throws IOException {
        return !ours(other, output).equals(other.show(List.of(output)).getFirst());
    }

    /** The output without every piece that the difference does not need. */
    private static Output shortened(OtherTerminal other, Output output) throws IOException {
        Output shortest = output;
        for (int i = output.pieces().size() - 1; i >= 0; i--) {
            List<String> pieces = new ArrayList<>(shortest.pieces());
            pieces.remove(i);
            Output shorter = shortest.with(pieces);
            shortest = differs(other, shorter) ? shorter : shortest;
        }
        return shortest;
    }
}
