package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadsTest {
    private static final int MAX_FILE_BYTES = 10 << 20;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path parent;

    private final UUID session = UUID.randomUUID();
    private Path state = Path.of("/");
    private Uploads uploads = new Uploads(state, MAX_FILE_BYTES);

    @BeforeEach
    void open() {
        use(parent.resolve("state"));
    }

    private void use(Path directory) {
        state = directory;
        uploads = new Uploads(directory, MAX_FILE_BYTES);
    }

    private Path directory() {
        return state.resolve("sessions").resolve(session.toString()).resolve("uploads");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory())) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String saved(String name) throws Exception {
        return uploads.save(session, name, DATA).getFileName().toString();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileIsWrittenForItsOwnerAlone() throws Exception {
        Path file = uploads.save(session, "plan.md", DATA);
        assertThat(file).isEqualTo(directory().resolve("plan.md")).isAbsolute().hasBinaryContent(DATA);
        assertThat(permissions(file)).isEqualTo("rw-------");
        try (Stream<Path> all = Files.walk(state)) {
            assertThat(all.filter(Files::isDirectory))
                    .hasSize(4)
                    .allSatisfy(directory -> assertThat(permissions(directory)).isEqualTo("rwx------"));
        }
        try (Stream<Path> all = Files.walk(state)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plan.md,plan.md",
        "/etc/passwd,passwd",
        "../../x,x",
        "a/b/c.txt,c.txt",
        "dir/,dir",
        "a/.,a",
        "C:\\temp\\x.txt,C:_temp_x.txt",
        "..\\x,.._x",
        ".hidden,.hidden",
        "...,...",
        "with space.md,with space.md",
        "-rf,-rf"
    })
    void onlyTheLastPartOfTheNameIsUsed(String given, String name) throws Exception {
        assertThat(saved(given)).isEqualTo(name);
        assertThat(files()).containsExactly(name);
    }

    @Test
    void aNulIsReplaced() throws Exception {
        assertThat(saved("a\0b")).isEqualTo("a_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "//", "a/..", "./", "../"})
    void aNameOfWhichNothingIsLeftIsRefused(String name) {
        assertThatExceptionOfType(UploadRefused.class)
                .isThrownBy(() -> uploads.save(session, name, DATA))
                .withMessage("invalid filename")
                .returns(UploadRefused.Reason.INVALID_NAME, UploadRefused::reason);
        assertThat(state).doesNotExist();
    }

    @Test
    void aTakenNameIsNumberedAndNothingIsOverwritten() throws Exception {
        for (String name : List.of("a.txt", "a.txt", "a.txt", "b.tar.gz", "b.tar.gz", "Makefile", "Makefile")) {
            uploads.save(session, name, name.getBytes(StandardCharsets.UTF_8));
        }
        uploads.save(session, ".env", DATA);
        uploads.save(session, ".env", DATA);
        assertThat(files())
                .containsExactly(
                        ".env",
                        ".env.1",
                        "Makefile",
                        "Makefile.1",
                        "a.1.txt",
                        "a.2.txt",
                        "a.txt",
                        "b.tar.1.gz",
                        "b.tar.gz");
    }

    @Test
    void aLongNameIsCutBetweenCharactersAlsoWhenItIsTaken() throws Exception {
        String name = "漢".repeat(100) + ".txt";
        String first = saved(name);
        assertThat(first).isEqualTo("漢".repeat(85));
        assertThat(saved(name)).isEqualTo("漢".repeat(84) + ".1");
        assertThat(saved("x".repeat(250) + ".txt")).isEqualTo("x".repeat(250) + ".txt");
        assertThat(saved("x".repeat(250) + ".txt")).isEqualTo("x".repeat(249) + ".1.txt");
        assertThat(saved("a." + "y".repeat(253))).hasSize(255);
        assertThat(saved("a." + "y".repeat(253))).hasSize(255).endsWith(".1");
    }

    @Test
    void tenMebibytesAreTakenAndNotOneByteMore() throws Exception {
        Path file = uploads.save(session, "big", new byte[MAX_FILE_BYTES]);
        assertThat(file).hasSize(10 << 20);
        assertThatExceptionOfType(UploadRefused.class)
                .isThrownBy(() -> uploads.save(session, "big", new byte[MAX_FILE_BYTES + 1]))
                .withMessage("file too large: 10485761 bytes (max 10485760)")
                .returns(UploadRefused.Reason.TOO_LARGE, UploadRefused::reason);
        assertThat(files()).containsExactly("big");
    }

    @Test
    void aSessionHasSoManyBytesAndNoMoreUntilSomeAreRemoved() throws Exception {
        saved("first");
        Path hole = directory().resolve("hole");
        try (RandomAccessFile sparse = new RandomAccessFile(hole.toFile(), "rw")) {
            sparse.setLength(Uploads.MAX_SESSION_BYTES - DATA.length);
        }
        assertThatExceptionOfType(UploadRefused.class)
                .isThrownBy(() -> uploads.save(session, "second", DATA))
                .returns(UploadRefused.Reason.FULL, UploadRefused::reason);
        uploads.save(UUID.randomUUID(), "of another session", DATA);
        Files.delete(hole);
        assertThat(saved("second")).isEqualTo("second");
    }

    @Test
    void aSessionHasSoManyFilesAndNoMore() throws Exception {
        for (int i = 0; i < Uploads.MAX_SESSION_FILES; i++) {
            saved("same");
        }
        assertThatExceptionOfType(UploadRefused.class)
                .isThrownBy(() -> saved("same"))
                .returns(UploadRefused.Reason.FULL, UploadRefused::reason);
        assertThat(files()).hasSize(Uploads.MAX_SESSION_FILES);
    }

    @Test
    void noLinkIsFollowed() throws Exception {
        Path victim = Files.writeString(parent.resolve("victim"), "precious");
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        saved("first");
        Files.createSymbolicLink(directory().resolve("linked"), victim);
        Files.createSymbolicLink(directory().resolve("dangling"), parent.resolve("made"));
        Files.createSymbolicLink(directory().resolveSibling("upload.part"), victim);
        assertThat(saved("linked")).isEqualTo("linked.1");
        assertThat(saved("dangling")).isEqualTo("dangling.1");
        assertThat(victim).hasContent("precious");
        assertThat(parent.resolve("made")).doesNotExist();

        UUID hijacked = UUID.randomUUID();
        Files.createSymbolicLink(state.resolve("sessions").resolve(hijacked.toString()), elsewhere);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> uploads.save(hijacked, "x", DATA))
                .withMessageContaining("is not a directory");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatAKilledHostLeftIsRemoved() throws Exception {
        saved("first");
        Files.writeString(directory().resolveSibling("upload.part"), "half");
        assertThat(saved("second")).isEqualTo("second");
        assertThat(directory().resolveSibling("upload.part")).doesNotExist();
    }

    @Test
    void aFullDiskIsToldAndNothingIsLeftBehind() throws Exception {
        Path mount = Files.createDirectory(parent.resolve("small-disk"));
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && run("mount", "-t", "tmpfs", "-o", "size=256k", "none", mount.toString()) == 0,
                "mounting a small disk takes root");
        try {
            use(mount.resolve("state"));
            saved("small");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> uploads.save(session, "large", new byte[1 << 20]))
                    .withMessage("the file could not be stored: No space left on device");
            assertThat(files()).containsExactly("small");
            try (Stream<Path> beside = Files.list(directory().getParent())) {
                assertThat(beside).containsExactly(directory());
            }
            assertThat(uploads.save(session, "large", new byte[100 << 10])).hasSize(100 << 10);
        } finally {
            run("umount", "-l", mount.toString());
        }
    }

    @Test
    void aStateDirectoryThatCanNotBeMadeIsToldWithTheReason() throws Exception {
        use(Files.createFile(parent.resolve("occupied")).resolve("state"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> saved("x"))
                .withMessageStartingWith("the file could not be stored: ");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
