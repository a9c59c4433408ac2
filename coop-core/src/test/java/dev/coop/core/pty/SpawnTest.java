package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds when it starts on a terminal. */
class SpawnTest {
    /** How often a race is run: the faults that these tests are for showed in one run of seven. */
    private static final int RUNS = 200;

    /** Keep open on exec: ioctl_fs(2). */
    private static final long FIONCLEX = 0x5450;

    private final PtyHost host = PtyHost.open(2);

    @TempDir
    private Path directory;

    @AfterEach
    void closeHost() {
        host.close();
    }

    /** P8, and a secret of coop's own must not reach an agent. */
    @Test
    void theEnvironmentIsExactlyWhatWasGivenAndTheTerminalType() throws SpawnException {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "EMPTY", "", "GREETING", "grüß = \"dich\"");
        Ear ear = new Ear();
        host.spawn(new Launch(List.of("env"), directory, environment, "screen-256color", Launches.SIZE), ear);

        ear.awaitExit();
        assertThat(ear.text().lines())
                .containsExactlyInAnyOrder(
                        "PATH=/usr/bin:/bin", "EMPTY=", "GREETING=grüß = \"dich\"", "TERM=screen-256color");
    }

    @Test
    void theTerminalTypeWinsOverOneInTheEnvironment() throws SpawnException {
        Launch launch =
                new Launch(List.of("/usr/bin/env"), directory, Map.of("TERM", "dumb"), "xterm-256color", Launches.SIZE);
        assertThat(outputOf(launch)).isEqualTo("TERM=xterm-256color\n");
    }

    @Test
    void argumentsArriveAsTheyAre() throws SpawnException {
        assertThat(outputOf(Launches.of("printf", "<%s>", "", "a b", "'\"$(x)`", "ü\t漢")))
                .isEqualTo("<><a b><'\"$(x)`><ü\t漢>");
    }

    @Test
    void theProgramStartsInItsDirectory() throws SpawnException, IOException {
        assertThat(outputOf(inDirectory("pwd", "-P")).trim())
                .isEqualTo(directory.toRealPath().toString());
    }

    /** pty4j sets the size after the exec: one child in seven saw another one first. */
    @Test
    void theSizeIsRightFromTheStart() throws SpawnException {
        for (int run = 0; run < RUNS; run++) {
            assertThat(outputOf(Launches.of("stty", "size"))).isEqualTo("40 120\n");
        }
    }

    @Test
    void theProgramLeadsASessionAndAGroupOnItsOwnControllingTerminal() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(
                Launches.sh("echo through-tty >/dev/tty; ps -o pid=,pgid=,sid=,tpgid= -p $$; tty; tty <&1; tty <&2"),
                ear);

        ear.awaitExit();
        List<String> lines = ear.text().lines().toList();
        String pid = Long.toString(pty.pid());
        assertThat(lines.get(0)).isEqualTo("through-tty");
        assertThat(lines.get(1).trim().split(" +"))
                .as("process, group, session")
                .startsWith(pid, pid, pid);
        assertThat(lines.get(2)).startsWith("/dev/pts/");
        assertThat(lines.subList(3, 5)).containsOnly(lines.get(2));
    }

    @Test
    void theProgramHasNoDescriptorButItsTerminal() throws SpawnException {
        PtyMaster inheritable = PtyMaster.open(Launches.SIZE);
        assertThat(Libc.ioctl(inheritable.fd(), FIONCLEX, MemorySegment.NULL)).isZero();
        for (int run = 0; run < RUNS; run++) {
            // The shell lists its own; what it opened for that is closed again when it looks.
            assertThat(outputOf(Launches.sh(
                            "for fd in /proc/$$/fd/*; do [ -e $fd ] && printf '%s ' ${fd##*/}; done; true")))
                    .isEqualTo("0 1 2 ");
        }
        inheritable.close();
    }

    @Test
    void theProgramStartsWithEverySignalAtItsDefaultAndNoneBlocked() throws SpawnException {
        assertThat(outputOf(Launches.of("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"))
                        .lines())
                .containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    @Test
    void aNameIsLookedUpInThePathOfTheProgramsEnvironment() throws SpawnException, IOException {
        script("first/tool", "#!/bin/sh\necho first");
        script("second/tool", "#!/bin/sh\necho second");
        Files.createDirectories(directory.resolve("empty"));
        String path = directory.resolve("empty") + ":" + directory.resolve("second") + ":" + directory.resolve("first");
        assertThat(outputOf(new Launch(List.of("tool"), Path.of("/"), Map.of("PATH", path), "xterm", Launches.SIZE)))
                .isEqualTo("second\n");
    }

    @Test
    void whatMayNotBeExecutedIsPassedOverInThePath() throws SpawnException, IOException {
        script("first/tool", "#!/bin/sh\necho first").toFile().setExecutable(false);
        script("second/tool", "#!/bin/sh\necho second");
        String path = directory.resolve("first") + ":" + directory.resolve("second");
        assertThat(outputOf(new Launch(List.of("tool"), Path.of("/"), Map.of("PATH", path), "xterm", Launches.SIZE)))
                .isEqualTo("second\n");
    }

    @Test
    void withoutAPathTheStandardOneIsSearched() throws SpawnException {
        assertThat(outputOf(new Launch(List.of("echo", "found"), directory, Map.of(), "xterm", Launches.SIZE)))
                .isEqualTo("found\n");
    }

    @Test
    void aRelativeNameStartsFromTheProgramsDirectoryAndNotFromOurs() throws SpawnException, IOException {
        script("bin/tool", "#!/bin/sh\necho here");
        assertThat(outputOf(inDirectory("./bin/tool"))).isEqualTo("here\n");
        assertThat(outputOf(inDirectory("bin/tool"))).isEqualTo("here\n");
        Launch relativePath = new Launch(List.of("tool"), directory, Map.of("PATH", "bin"), "xterm", Launches.SIZE);
        assertThat(outputOf(relativePath)).isEqualTo("here\n");
    }

    @Test
    void aScriptWithoutAnInterpreterLineIsReadByTheShell() throws SpawnException, IOException {
        script("tool", "echo \"$0 $1\"");
        assertThat(outputOf(inDirectory("./tool", "argument"))).isEqualTo("./tool argument\n");
    }

    /** P7: what is between fork and exec belongs to one start alone. */
    @Test
    void manyStartAtOnceAndEachHasItsOwn() throws Exception {
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            String own = Integer.toString(i);
            Path home = Files.createDirectory(directory.resolve(own));
            Launch launch = new Launch(
                    List.of("/bin/sh", "-c", "echo $OWN $TERM ${PWD##*/} $(stty size)"),
                    home,
                    Map.of("PATH", "/usr/bin:/bin", "OWN", own),
                    "term-" + own,
                    new WindowSize(i + 1, i + 2));
            starts.add(() -> outputOf(launch));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> outputs = threads.invokeAll(starts);
            for (int i = 0; i < RUNS; i++) {
                assertThat(outputs.get(i).get())
                        .isEqualTo("%1$d term-%1$d %1$d %3$d %2$d\n".formatted(i, i + 1, i + 2));
            }
        }
    }

    @Test
    void aVirtualThreadMaySpawn() throws Exception {
        Ear ear = new Ear();
        Callable<Pty> spawn = () -> host.spawn(Launches.sh("exit 7"), ear);
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            virtual.submit(spawn).get();
        }
        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(7));
    }

    private String outputOf(Launch launch) throws SpawnException {
        Ear ear = new Ear();
        host.spawn(launch, ear);
        ExitStatus status = ear.awaitExit();
        assertThat(status)
                .as("the end of %s, which said: %s", launch, ear.text())
                .isEqualTo(new ExitStatus.Exited(0));
        return ear.text();
    }

    private Launch inDirectory(String... argv) {
        return new Launch(List.of(argv), directory, Launches.ENVIRONMENT, "xterm", Launches.SIZE);
    }

    private Path script(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
