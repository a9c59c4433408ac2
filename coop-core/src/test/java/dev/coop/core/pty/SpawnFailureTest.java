package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coop.core.pty.SpawnException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A start that fails says what is wrong, and nothing is left of it. Alone, because it counts what the process has. */
@Isolated
class SpawnFailureTest {
    private final PtyHost host = PtyHost.open(1);

    @TempDir
    private Path directory;

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void aMissingProgramIsNamed() {
        fails(Launches.of("no-such-program"), Reason.NO_SUCH_PROGRAM, "no-such-program", "PATH");
        fails(Launches.of("/no/such/program"), Reason.NO_SUCH_PROGRAM, "/no/such/program", "path");
        fails(Launches.of("/etc/passwd/program"), Reason.NO_SUCH_PROGRAM, "/etc/passwd/program", "path");
    }

    @Test
    void aFileThatIsNoProgramIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("text"), "hello");
        fails(Launches.of(file.toString()), Reason.NOT_EXECUTABLE, file.toString(), "chmod +x");
        fails(Launches.of(directory.toString()), Reason.NOT_EXECUTABLE, directory.toString(), "chmod +x");
    }

    @Test
    void aMissingInterpreterIsNotAMissingProgram() throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "#!/no/such/interpreter\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        fails(Launches.of(script.toString()), Reason.NO_SUCH_INTERPRETER, script.toString(), "interpreter");
    }

    /** pty4j starts the program elsewhere and says nothing. */
    @Test
    void aMissingDirectoryIsNamed() throws IOException {
        Path missing = directory.resolve("missing");
        fails(in(missing), Reason.NO_SUCH_DIRECTORY, missing.toString(), "does not exist");
        Path file = Files.writeString(directory.resolve("file"), "");
        fails(in(file), Reason.NOT_A_DIRECTORY, file.toString(), "not a directory");
        fails(
                in(file.resolve("below")),
                Reason.NO_SUCH_DIRECTORY,
                file.resolve("below").toString(),
                "does not exist");
    }

    @Test
    void moreThanTheSystemPassesOnIsRefused() {
        fails(Launches.of("echo", "x".repeat(4 * 1024 * 1024)), Reason.TOO_LARGE, "echo", "shorten");
    }

    @Test
    void aVirtualThreadHearsTheSame() throws InterruptedException {
        Thread thread = Thread.ofVirtual().unstarted(this::aMissingProgramIsNamed);
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void nothingIsLeftOfAFailedStart() throws SpawnException {
        Ear ear = new Ear();
        host.spawn(Launches.of("true"), ear);
        ear.awaitExit();
        List<String> before = Census.descriptors();
        for (int run = 0; run < 200; run++) {
            fails(Launches.of("/no/such/program"), Reason.NO_SUCH_PROGRAM, "/no/such/program", "");
            fails(in(directory.resolve("missing")), Reason.NO_SUCH_DIRECTORY, "missing", "");
        }
        assertThat(Census.descriptors()).isEqualTo(before);
        assertThat(Census.children()).isEmpty();
    }

    private void fails(Launch launch, Reason reason, String subject, String advice) {
        Ear ear = new Ear();
        SpawnException failure = catchThrowableOfType(SpawnException.class, () -> host.spawn(launch, ear));
        assertThat(failure).as("the failure of %s", launch.argv().getFirst()).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.subject()).endsWith(subject);
        assertThat(failure).hasMessageContaining(subject).hasMessageContaining(advice);
        assertThat(ear.exits()).isZero();
    }

    private static Launch in(Path directory) {
        return new Launch(List.of("true"), directory, Map.of(), "xterm", Launches.SIZE);
    }
}
