package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coop.core.pty.InputRefused;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, in the shells that they are for; a shell that is not installed is left out, except bash. */
class CompletionTest {
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTheScripts() throws Exception {
        for (String shell : List.of("bash", "zsh", "fish")) {
            StringWriter script = new StringWriter();
            assertThat(coop(script, "completion", shell)).isZero();
            Files.writeString(directory.resolve(shell), script.toString());
        }
        Files.writeString(directory.resolve("data.toml"), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coop conf| config",
                "coop co| completion config",
                "'coop completion '| bash fish zsh",
                "coop completion f| fish",
                "coop --log-l| --log-level",
                "coop --no-s| --no-serve",
                "coop config --port-| --port-grpc --port-health",
                "coop --log-level d| debug",
                "coop --log-level=d| debug",
                "coop --log-format=| json text",
                "coop --cols 80 completi| completion",
                "coop --cols=80 completi| completion",
                "coop config --log-level tr| trace",
                "coop --auth-token-file da| data.toml",
                "'coop --cols '| ''",
                "coop version x| ''",
                "coop train| ''",
                "coop -- seq| seq",
                "coop env --ro| ''",
            })
    void bashCompletes(String line, String expected) throws Exception {
        List<String> found = bash(line);
        List<String> words = expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1));
        if (line.startsWith("coop co") && line.split(" ", -1).length == 2) {
            // Programs of this machine may begin like that, too.
            assertThat(found).containsAll(words);
        } else {
            assertThat(found).containsExactlyElementsOf(words);
        }
    }

    @Test
    void aPersonInBashGetsTheWordByTheTabKey() throws Exception {
        Launch launch = new Launch(
                List.of("bash", "--noprofile", "--norc", "-i"),
                directory,
                Map.of("PATH", "/usr/bin:/bin", "PS1", "ready> ", "HOME", directory.toString()),
                "xterm-256color",
                new WindowSize(80, 10));
        try (Host host = new Host();
                Session session = host.start(launch, SessionLimits.DEFAULT)) {
            type(session, "source ./bash\r");
            type(session, "coop config --ring-s\t");
            await(session, "coop config --ring-size");
            type(session, "\u0015coop --log-level=tr\t");
            await(session, "coop --log-level=trace");
        }
    }

    @Test
    void zshCompletes() throws Exception {
        assumeTrue(installed("zsh"), "zsh is not installed");
        Launch launch = new Launch(
                List.of("zsh", "-f", "-i"),
                directory,
                Map.of("PATH", "/usr/bin:/bin", "PS1", "ready> ", "HOME", directory.toString()),
                "xterm-256color",
                new WindowSize(80, 10));
        try (Host host = new Host();
                Session session = host.start(launch, SessionLimits.DEFAULT)) {
            type(session, "source ./zsh\r");
            type(session, "coop config --ring-s\t");
            await(session, "coop config --ring-size");
            type(session, "\u0015coop --log-level=tr\t");
            await(session, "coop --log-level=trace");
            type(session, "\u0015coop --cols 80 vers\t");
            await(session, "coop --cols 80 version");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coop completi| completion",
                "coop completion f| fish",
                "coop --log-level d| debug",
                "coop config --ring-| --ring-size",
                "coop --no-s| --no-serve",
            })
    void fishCompletes(String line, String expected) throws Exception {
        assumeTrue(installed("fish"), "fish is not installed");
        List<String> found = run(List.of("fish", "--no-config", "-c", "source fish; complete -C \"$argv\"", line));
        assertThat(found).extracting(word -> word.replaceFirst("\t.*", "")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcsh", "Bash"})
    void anotherShellIsAUsageError(String shell) {
        StringWriter errors = new StringWriter();
        assertThat(coop(errors, "completion", shell)).isEqualTo(2);
        assertThat(errors.toString()).contains(shell).contains("bash, zsh or fish");
    }

    private static int coop(StringWriter output, String... arguments) {
        PrintWriter writer = new PrintWriter(output, true);
        return Grammar.of(new Caller(writer, writer, Map.of())).execute(arguments);
    }

    /** As readline calls it: the words split where bash splits them, also at '='. */
    private List<String> bash(String line) throws Exception {
        String words = line.replace("=", " = ");
        String script = """
            set -u
            source ./bash
            read -ra COMP_WORDS <<<"$1"
            [[ $1 == *' ' && $1 != *'= ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _coop
            printf '%s\\n' "${COMPREPLY[@]}" | sort -u
            """;
        return run(List.of("bash", "--noprofile", "--norc", "-c", script, "bash", words));
    }

    private List<String> run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("err")).isEmptyFile();
        return Files.readAllLines(directory.resolve("out")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean installed(String shell) {
        return Files.isExecutable(Path.of("/usr/bin", shell)) || Files.isExecutable(Path.of("/bin", shell));
    }

    private static void type(Session session, String keys) throws InputRefused {
        session.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(Session session, String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (session.snapshot().join().lines().stream().noneMatch(line -> line.contains(text))) {
            assertThat(System.nanoTime())
                    .as(text + " in " + session.snapshot().join().lines())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
