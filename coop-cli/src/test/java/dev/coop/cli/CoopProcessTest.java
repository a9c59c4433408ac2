package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** coop as a process without a terminal: what it prints where, what it ends with, what signals do to it. */
class CoopProcessTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Process coop;

    @AfterEach
    void endWhatATestLeft() {
        if (coop != null) {
            coop.destroyForcibly();
        }
    }

    @Test
    void theScreenIsOnStdoutAndTheCodeIsTheProgramsOwn() throws Exception {
        start(Map.of(), "--cols", "33", "--", "sh", "-c", "stty size; echo \u00fcber; exit 3");
        assertThat(endOf(coop)).isEqualTo(3);
        assertThat(stdout()).isEqualTo("50 33\n\u00fcber\n");
        assertThat(stderr()).isEmpty();
    }

    @Test
    void aMissingProgramIsNamedOnStderr() throws Exception {
        start(Map.of(), "--", "no-such-program");
        assertThat(endOf(coop)).isEqualTo(1);
        assertThat(stderr()).startsWith("coop: ").contains("no-such-program").doesNotContain("Exception");
        assertThat(stdout()).isEmpty();
    }

    @Test
    void aSenselessOptionIsNamedOnStderr() throws Exception {
        start(Map.of(), "--cols", "wide", "--", "true");
        assertThat(endOf(coop)).isEqualTo(2);
        assertThat(stderr()).contains("--cols").contains("wide");
        assertThat(stdout()).isEmpty();
    }

    @Test
    void theProgramKnowsThatItRunsUnderCoopAndNoSecrets() throws Exception {
        start(Map.of("COOP_AUTH_TOKEN", "hush"), "--", "sh", "-c", "echo \"$COOP $TERM <$COOP_AUTH_TOKEN>\"");
        assertThat(endOf(coop)).isZero();
        assertThat(stdout()).isEqualTo("1 xterm-256color <>\n");
    }

    @ParameterizedTest
    @CsvSource({"0, [0", "1, P1!~FFBF??[0"})
    void aProgramReadsTheScreenThroughChecksumsOnlyWhereThatIsSwitchedOn(String value, String answer) throws Exception {
        String question = "stty raw -echo; printf 'A\\033[1;1;1;1;1;1*y\\033[5n'; IFS= read -r -d n answer; ";
        String shown = "printf '\\r\\n%s' \"$answer\" | tr -d '\\\\' | tr '\\033' '?'";
        start(Map.of("COOP_VT_DECRQCRA", value), "--", "bash", "-c", question + shown);
        assertThat(endOf(coop)).isZero();
        assertThat(stdout()).isEqualTo("A\n?" + answer + "\n");
    }

    /** P8: the setting did nothing. */
    @Test
    void theProgramIsToldTheTerminalTypeThatWasAskedFor() throws Exception {
        start(Map.of("TERM", "dumb"), "--term", "vt100", "--", "sh", "-c", "echo $TERM");
        assertThat(endOf(coop)).isZero();
        assertThat(stdout()).isEqualTo("vt100\n");
    }

    /** P3: the process died at the first output. */
    @Test
    void aRingWithoutRoomIsRefusedBeforeAnythingStarts() throws Exception {
        start(Map.of(), "--ring-size", "0", "--", "touch", "started");
        assertThat(endOf(coop)).isEqualTo(2);
        assertThat(stderr()).startsWith("error: option '--ring-size' is '0'; it must be a number of bytes from 1");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @Test
    void settingsComeFromTheConfigurationFileToo() throws Exception {
        Files.createDirectories(directory.resolve("coop"));
        Files.writeString(directory.resolve("coop/config.toml"), "cols = 44\nrows = 11\nring-size = 1\n");
        start(Map.of(), "--rows", "12", "--", "stty", "size");
        assertThat(endOf(coop)).isZero();
        assertThat(stdout()).isEqualTo("12 44\n");
    }

    @Test
    void withoutAConfigurationFileNothingOfItsLibraryIsLoaded() throws Exception {
        start(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=classes"), "--", "true");
        assertThat(endOf(coop)).isZero();
        assertThat(Files.readString(directory.resolve("classes")))
                .contains("dev.coop.core.config.ConfigFile")
                .doesNotContain("TomlText")
                .doesNotContain("jackson.dataformat");
    }

    @Test
    void aSlipInTheConfigurationFileIsNamedWithItsLine() throws Exception {
        Files.createDirectories(directory.resolve("coop"));
        Files.writeString(directory.resolve("coop/config.toml"), "# size\ncolls = 44\n");
        start(Map.of(), "--", "true");
        assertThat(endOf(coop)).isEqualTo(2);
        assertThat(stderr()).contains("config.toml:2: 'colls' is no setting; did you mean 'cols'?");
    }

    @Test
    void aSocketWhereOthersCouldReplaceItIsRefusedBeforeAnythingStarts() throws Exception {
        Path own = Files.createDirectories(directory.resolve("run/coop"));
        Map<String, String> environment =
                Map.of("XDG_RUNTIME_DIR", directory.resolve("run").toString());
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
        start(environment, "--serve", "--", "touch", "started");
        assertThat(endOf(coop)).isEqualTo(1);
        assertThat(stderr()).contains("others could put files into " + own).doesNotContain("Exception");
        assertThat(directory.resolve("started")).doesNotExist();

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        start(environment, "--serve", "--exit-with-agent", "--", "touch", "started");
        assertThat(endOf(coop)).isZero();
        assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSocketInADirectoryOfAnotherUserIsRefused() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
        Path own = Files.createDirectories(directory.resolve("run/coop"));
        Files.setAttribute(own, "unix:uid", 65534);
        start(Map.of("XDG_RUNTIME_DIR", directory.resolve("run").toString()), "--serve", "--", "touch", "started");
        assertThat(endOf(coop)).isEqualTo(1);
        assertThat(stderr()).contains(own + " belongs to another user (65534)");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @Test
    void aSignalHangsTheProgramUpAndThatIsACleanEnd() throws Exception {
        startAndAwait(Map.of(), "echo before; touch ready; exec sleep 100");
        signal("TERM");
        assertThat(endOf(coop)).isZero();
        assertThat(stdout()).isEqualTo("before\n");
    }

    @Test
    void aProgramThatMindsTheHangUpHasTheLastWord() throws Exception {
        startAndAwait(Map.of(), "trap 'echo saved; exit 5' HUP; touch ready; while :; do sleep 0.05; done");
        signal("HUP");
        assertThat(endOf(coop)).isEqualTo(5);
        assertThat(stdout()).endsWith("saved\n");
    }

    @Test
    void aProgramThatDoesNotEndIsKilledAfterTheTimeout() throws Exception {
        startAndAwait(
                Map.of("COOP_SHUTDOWN_TIMEOUT_MS", "100"), "trap : HUP; touch ready; while :; do sleep 0.05; done");
        signal("TERM");
        assertThat(endOf(coop)).isEqualTo(137);
    }

    @Test
    void aSecondSignalKillsTheProgramAtOnce() throws Exception {
        startAndAwait(Map.of(), "trap 'touch hungup' HUP; echo $$ >pid; touch ready; while :; do sleep 0.05; done");
        signal("TERM");
        awaitFile("hungup");
        signal("TERM");
        assertThat(endOf(coop)).isEqualTo(130);
        long program = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        assertThat(ProcessHandle.of(program)).isEmpty();
    }

    /** Nobody reads the pipe, so printing the whole history never ends. */
    @Test
    void aSignalEndsCoopAlsoWhereNobodyTakesItsOutput() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(CoopCommand.of(
                        "--scrollback", "--", "sh", "-c", "seq -w 9999 | sed 's/$/ and some more text/'"))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"));
        coop = builder.start();
        awaitPrinting();
        signal("TERM");
        assertThat(endOf(coop)).isZero();
    }

    /** As in a container whose user has no home that he may write to. */
    @Test
    void withoutAPlaceForItsSocketItServesThePortAndSaysSo() throws Exception {
        Files.writeString(directory.resolve("file"), "no directory");
        Map<String, String> homeless = Map.of(
                "XDG_RUNTIME_DIR",
                "",
                "XDG_STATE_HOME",
                directory.resolve("file").toString());
        start(homeless, "--port", "0", "--exit-with-agent", "--", "sh", "-c", "exit 3");
        assertThat(endOf(coop)).isEqualTo(3);
        assertThat(stderr())
                .startsWith("coop: other coop commands can't find this session: ")
                .contains("coop: listening on http://127.0.0.1:")
                .doesNotContain("unix:");
    }

    private void awaitPrinting() throws IOException {
        // The pipe's first byte: the program has ended, and the screen is being printed.
        assertThat(coop.getInputStream().read()).isEqualTo('0');
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(CoopCommand.of(arguments))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile());
        // Whoever runs the tests may have settings of their own.
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.environment().putAll(environment);
        coop = builder.start();
    }

    private void startAndAwait(Map<String, String> environment, String script) throws Exception {
        start(environment, "--", "sh", "-c", script);
        awaitFile("ready");
    }

    private void awaitFile(String name) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(directory.resolve(name))) {
            assertThat(System.nanoTime()).as("deadline for " + name).isLessThan(deadline);
            assertThat(coop.waitFor(10, TimeUnit.MILLISECONDS))
                    .as("ended early")
                    .isFalse();
        }
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(coop.pid())).start();
        assertThat(endOf(kill)).isZero();
    }

    private static int endOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    private String stdout() throws IOException {
        return Files.readString(directory.resolve("stdout"), StandardCharsets.UTF_8);
    }

    private String stderr() throws IOException {
        return Files.readString(directory.resolve("stderr"), StandardCharsets.UTF_8);
    }
}
