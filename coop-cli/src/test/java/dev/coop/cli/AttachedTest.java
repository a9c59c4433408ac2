package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.pty.ExitStatus.Exited;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * coop in a real terminal, which is one of coop's own: a shell there notes the terminal's settings, runs coop, prints how
 * it ended, and notes the settings again.
 */
class AttachedTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CTRL_BRACKET = 0x1d;

    private static final String AROUND_COOP = "stty -g >before; sh -c 'echo $$ >front; exec \"$@\"' sh \"$@\";"
            + " echo \"<coop ended: $?>\"; stty -g >after";

    private static Host host;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Session user;

    @BeforeAll
    static void openTheHost() {
        host = new Host();
    }

    @AfterAll
    static void closeTheHost() {
        host.close();
    }

    @AfterEach
    void closeTheTerminal() throws Exception {
        if (user != null) {
            user.close();
        }
        if (Files.exists(directory.resolve("coop/sh.sock"))) {
            Coop.run(environment(), "shutdown", "sh");
        }
        // Only what has ended can be removed from the directory in peace.
        awaitEndOf("host");
        awaitEndOf("front");
    }

    @Test
    void whatIsTypedReachesTheProgramAndWhatItPrintsIsShown() throws Exception {
        coop("echo ready; read answer; echo \"got $answer\"; exit 5");
        awaitLine("ready");
        type("hello\r");
        awaitLine("got hello");
        awaitLine("<coop ended: 5>");
        theTerminalIsAsBefore();
    }

    @Test
    void theProgramSeesTheTerminalsSizeAndFollowsIt() throws Exception {
        coop("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done");
        awaitLine("24 80");
        user.resize(new WindowSize(100, 30));
        awaitLine("30 100");
    }

    @Test
    void ctrlBracketLeavesTheProgramRunningAndSaysHowToReturn() throws Exception {
        coop("echo $PPID >host; echo ready; exec cat");
        awaitLine("ready");
        type("typed before\u001dand after");
        awaitLine("<coop ended: 0>");
        assertThat(screen()).contains("detached; to return: coop attach sh").noneMatch(line -> line.contains("after"));
        theTerminalIsAsBefore();
        assertThat(Coop.run(environment(), "wait", "sh", "--text", "typed before")
                        .code())
                .isZero();
        assertThat(Coop.run(environment(), "send-keys", "sh", "ctrl-c").code()).isZero();
        awaitEndOf("host");
        assertThat(directory.resolve("coop/sh.sock")).doesNotExist();
    }

    @Test
    void theSmallestWindowDecidesTheSizeUntilItsUserLeaves() throws Exception {
        coop("echo $PPID >host; trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done");
        awaitLine("ready");
        List<String> attach = CoopCommand.of("attach", "--no-statusline", "sh");
        Session guest = host.start(
                new Launch(attach, directory, environment(), "xterm-256color", new WindowSize(60, 20)),
                SessionLimits.DEFAULT);
        awaitLine("20 60");
        guest.write("\u001d".getBytes(StandardCharsets.UTF_8));
        assertThat(guest.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Exited(0));
        awaitLine("24 80");
        type("\u001d");
        awaitLine("<coop ended: 0>");
        theTerminalIsAsBefore();
    }

    @Test
    void aKilledFrontLeavesTheHostAndItsProgramRunning() throws Exception {
        coop("echo $PPID >host; echo ready; exec cat");
        awaitLine("ready");
        kill("KILL", "front");
        // Nobody gives the terminal back: after SIGKILL its user has to say reset.
        await(screen -> screen.lines().stream().anyMatch(line -> line.endsWith("<coop ended: 137>")));
        assertThat(Coop.run(environment(), "input", "sh", "still here").code()).isZero();
        assertThat(Coop.run(environment(), "wait", "sh", "--text", "still here").code())
                .isZero();
    }

    @Test
    void aKilledHostEndsTheFrontWhichSaysSoAndGivesTheTerminalBack() throws Exception {
        coop("echo $PPID >host; printf '\\033[?2004h'; echo ready; exec cat");
        awaitLine("ready");
        kill("KILL", "host");
        awaitLine("<coop ended: 1>");
        assertThat(screen()).contains("coop: the host was lost, and the program with it: signal 9 ended it");
        theTerminalIsAsBefore();
        assertThat(user.snapshot().join().modes()).isEqualTo(Mode.initial());
    }

    @Test
    void aSecondSignalKillsAProgramThatWouldNotEnd() throws Exception {
        coop("trap 'echo no' HUP; echo ready; while :; do sleep 0.05; done");
        awaitLine("ready");
        kill("INT", "front");
        awaitLine("no");
        kill("INT", "front");
        awaitLine("<coop ended: 130>");
        theTerminalIsAsBefore();
    }

    @Test
    void aProgramThatDoesNotEndIsKilledAfterTheTimeout() throws Exception {
        coop("trap 'echo no' HUP; echo ready; while :; do sleep 0.05; done");
        awaitLine("ready");
        kill("TERM", "front");
        awaitLine("<coop ended: 137>");
        theTerminalIsAsBefore();
    }

    @Test
    void aSignalThatEndsTheProgramIsInTheCode() throws Exception {
        coop("kill -SEGV $$");
        awaitLine("<coop ended: 139>");
        theTerminalIsAsBefore();
    }

    @Test
    void whyTheProgramCannotBeStartedReachesTheUser() throws Exception {
        run(environment(), "--", "no-such-program-here");
        awaitLine("<coop ended: 1>");
        assertThat(String.join("", screen())).contains("coop: 'no-such-program-here' is in no directory of PATH");
        theTerminalIsAsBefore();
    }

    @Test
    void whereNobodyCanListenTheReasonReachesTheUserAndNothingIsStarted() throws Exception {
        Path inTheWay = Files.createDirectory(directory.resolve("in-the-way.sock"));
        run(environment(), "--socket", inTheWay.toString(), "--", "touch", "started");
        awaitLine("<coop ended: 1>");
        assertThat(String.join("", screen())).contains("coop: ").contains("in-the-way.sock");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @Test
    void withoutAPlaceForSocketsTheProgramRunsAllTheSame() throws Exception {
        run(Map.of("PATH", "/usr/bin:/bin"), "--", "sh", "-c", "echo here; exit 5");
        awaitLine("here");
        awaitLine("<coop ended: 5>");
        theTerminalIsAsBefore();
    }

    @Test
    void aHostThatServesOnStaysWhenItsProgramHasEnded() throws Exception {
        run(environment(), "--serve", "--", "sh", "-c", "echo $PPID >host; echo done; exit 5");
        awaitLine("<coop ended: 5>");
        theTerminalIsAsBefore();
        assertThat(Coop.run(environment(), "screen", "sh").out()).isEqualTo("done\n");
    }

    @Test
    void sigtermEndsTheProgramAndGivesTheTerminalBack() throws Exception {
        endBySignal("TERM");
    }

    @Test
    void sighupEndsTheProgramAndGivesTheTerminalBack() throws Exception {
        endBySignal("HUP");
    }

    @Test
    void whatAProgramHasSwitchedOnIsSwitchedOffWhenTheUserLeaves() throws Exception {
        coop("printf '\\033[?1049h\\033[?2004h\\033[?1003h\\033[?25lready'; exec cat");
        await(screen -> screen.alternate() && screen.modes().contains(Mode.MOUSE_ALL));
        type("\u001d");
        awaitLine("<coop ended: 0>");
        Snapshot screen = user.snapshot().join();
        assertThat(screen.alternate()).isFalse();
        assertThat(screen.modes()).isEqualTo(Mode.initial());
    }

    /** The program reads until a second has passed without an answer: one from each of two terminals would be in the file. */
    @Test
    void questionsOfTheProgramAreAnsweredByCoopAlone() throws Exception {
        coop("stty raw -echo min 0 time 10; printf '\\033[5n\\033[6n'; cat >answers; exit 0");
        awaitLine("<coop ended: 0>");
        assertThat(directory.resolve("answers")).hasContent("\033[0n\033[1;1R");
    }

    @Test
    void everyByteOfTheOutputArrivesAsItWasPrinted() throws Exception {
        byte[] printed = new byte[300_000];
        new Random(42).nextBytes(printed);
        // Chance would form questions that coop answers: every sequence here is one that passes.
        for (int i = 0; i < printed.length; i++) {
            printed[i] = printed[i] == 0x1b ? (byte) 0xff : printed[i];
        }
        byte[] sequence = "\033[1;31m".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + sequence.length < printed.length; at += 997) {
            System.arraycopy(sequence, 0, printed, at, sequence.length);
        }
        Files.write(directory.resolve("printed"), printed);
        coop("stty raw -echo; cat printed");
        byte[] seen = everything();
        assertThat(Arrays.copyOf(seen, printed.length)).isEqualTo(printed);
    }

    @Test
    void everyKeyButCtrlBracketReachesTheProgram() throws Exception {
        coop("stty raw -echo; echo ready; dd bs=1 count=255 of=typed 2>/dev/null; exit 0");
        await(screen -> screen.lines().getFirst().contains("ready"));
        byte[] keys = new byte[255];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (byte) (i < CTRL_BRACKET ? i : i + 1);
        }
        user.write(keys);
        await(screen -> screen.lines().stream().anyMatch(line -> line.contains("<coop ended: 0>")));
        assertThat(directory.resolve("typed")).hasBinaryContent(keys);
    }

    private void endBySignal(String name) throws Exception {
        coop("echo ready; exec cat");
        awaitLine("ready");
        kill(name, "front");
        awaitLine("<coop ended: 0>");
        theTerminalIsAsBefore();
    }

    /** Sends a signal to the process whose number is in this file. */
    private void kill(String signal, String file) throws Exception {
        String pid = Files.readString(directory.resolve(file)).strip();
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                .isZero();
    }

    private void awaitEndOf(String file) throws Exception {
        if (Files.exists(directory.resolve(file))) {
            long pid = Long.parseLong(Files.readString(directory.resolve(file)).strip());
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                "/usr/bin:/bin",
                "XDG_RUNTIME_DIR",
                directory.toString(),
                "XDG_CONFIG_HOME",
                directory.toString(),
                "COOP_SHUTDOWN_TIMEOUT_MS",
                "2000");
    }

    /** Starts coop with a shell script as its program, in the user's terminal of 80x24. */
    private void coop(String script) throws Exception {
        run(environment(), "--", "/bin/sh", "-c", script);
    }

    private void run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", AROUND_COOP, "sh"));
        argv.addAll(CoopCommand.of(arguments));
        Launch launch = new Launch(argv, directory, environment, "xterm-256color", new WindowSize(80, 24));
        user = host.start(launch, SessionLimits.DEFAULT);
    }

    private List<String> screen() {
        return user.snapshot().join().lines();
    }

    private void type(String keys) throws Exception {
        user.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitLine(String line) throws Exception {
        await(screen -> screen.lines().contains(line));
    }

    /** Looks at the screen after each output, until it is as wanted. */
    private void await(Predicate<Snapshot> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (ByteCursor output = user.output().cursor(user.output().end())) {
            Snapshot screen = user.snapshot().join();
            while (!wanted.test(screen)) {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isNegative()
                        || !output.await(left)
                        || output.read(new byte[1 << 16], 0, 1 << 16) instanceof Read.End) {
                    fail("in vain; the screen: %s", screen.lines());
                }
                screen = user.snapshot().join();
            }
        }
    }

    private void theTerminalIsAsBefore() throws Exception {
        assertThat(user.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Exited(0));
        assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
    }

    /** All the user's terminal was sent. */
    private byte[] everything() throws Exception {
        user.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        try (ByteCursor output = user.output().cursor(0)) {
            while (output.read(block, 0, block.length) instanceof Read.Data(int count)) {
                all.write(block, 0, count);
            }
        }
        return all.toByteArray();
    }
}
