package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeadlessTest {
    private static Host host;

    @BeforeAll
    static void openTheHost() {
        host = new Host();
    }

    @AfterAll
    static void closeTheHost() {
        host.close();
    }

    @Test
    void theFinalScreenIsPrintedAsAPersonWouldSeeIt() throws Exception {
        assertThat(screenOf("printf '\\033[31mred\\033[0m\\r\\nover\\rO'")).isEqualTo("red\nOver\n");
    }

    @Test
    void blankLinesAtTheEndAreLeftOutAndThoseBetweenAreNot() throws Exception {
        assertThat(screenOf("printf '\\n\\nhere\\n\\n\\n'")).isEqualTo("\n\nhere\n");
    }

    @Test
    void aProgramThatPrintsNothingLeavesNothing() throws Exception {
        assertThat(screenOf("true")).isEmpty();
    }

    @Test
    void whatIsOnTheAlternateScreenAtTheEndIsWhatIsPrinted() throws Exception {
        assertThat(screenOf("printf 'main\\033[?1049h\\033[Halternate'")).isEqualTo("alternate\n");
    }

    @Test
    void onlyTheScreenIsPrintedWithoutScrollback() throws Exception {
        assertThat(screenOf("seq 100")).isEqualTo(numbers(92, 100));
    }

    @Test
    void theHistoryStandsAboveTheScreenWithScrollback() throws Exception {
        assertThat(screenOf("seq 100", true)).isEqualTo(numbers(1, 100));
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        StringWriter text = new StringWriter();
        assertThat(run("echo done; exit 7", false, new PrintWriter(text))).isEqualTo(7);
        assertThat(text).hasToString("done\n");
    }

    @Test
    void aScreenThatNobodyTakesIsAnError() {
        PrintWriter closed = new PrintWriter(
                new OutputStream() {
                    @Override
                    public void write(int unused) throws IOException {
                        throw new IOException("closed");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        assertThatThrownBy(() -> run("echo lost", false, closed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stdout");
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> n + "\n").collect(Collectors.joining());
    }

    private static String screenOf(String script) throws Exception {
        return screenOf(script, false);
    }

    private static String screenOf(String script, boolean withHistory) throws Exception {
        StringWriter text = new StringWriter();
        run(script, withHistory, new PrintWriter(text));
        return text.toString();
    }

    private static int run(String script, boolean withHistory, PrintWriter out)
            throws SpawnException, InterruptedException, IOException {
        Launch launch = new Launch(
                List.of("/bin/sh", "-c", script),
                Path.of("/"),
                Map.of("PATH", "/usr/bin:/bin"),
                "xterm-256color",
                new WindowSize(40, 10));
        Ending ending = new Ending(Duration.ofDays(1), (delay, action) -> {});
        try (Session session = host.start(launch, SessionLimits.DEFAULT)) {
            ending.of(new HostProgram(host, session));
            return new Headless(session, ending, out).run(withHistory);
        }
    }
}
