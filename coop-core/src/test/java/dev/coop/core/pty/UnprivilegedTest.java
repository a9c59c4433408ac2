package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a user without privileges meets. Root may enter and read everything, so it starts a JVM as nobody. */
class UnprivilegedTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    @Test
    void aDirectoryOrProgramThatTheUserMayNotUseIsNamed() throws Exception {
        List<String> command = new ArrayList<>();
        String classPath = ChildJvm.joined(ChildJvm.classPath());
        if (System.getProperty("user.name").equals("root")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing: can't become nobody");
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
            classPath = readableCopy();
        }
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        command.addAll(ChildJvm.command(Main.class, classPath, "-Djava.io.tmpdir=/tmp", "-Duser.home=/tmp"));
        command.add(locked.toString());
        command.add(program.toString());

        String said = ChildJvm.run(command);

        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        assertThat(said.lines().filter(line -> line.startsWith("refused ")))
                .containsExactly(
                        "refused DIRECTORY_NOT_READABLE " + locked,
                        "refused DIRECTORY_NOT_READABLE " + locked.resolve("below"),
                        "refused NOT_EXECUTABLE " + program);
        assertThat(said).contains("left behind: []");
    }

    /** The build's own directories may be closed to others. */
    private String readableCopy() throws IOException {
        Path copies = Files.createDirectory(directory.resolve("classes"));
        Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> copied = new ArrayList<>();
        for (Path entry : ChildJvm.classPath()) {
            Path copy = copies.resolve(copied.size() + "-" + entry.getFileName());
            copyTree(entry, copy);
            copied.add(copy);
        }
        return ChildJvm.joined(copied);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Path created = Files.createDirectories(
                        to.resolve(from.relativize(visited).toString()));
                Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxr-xr-x"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = file.equals(from)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Tries the two, as nobody. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            Path locked = Path.of(arguments[0]);
            try (PtyHost host = PtyHost.open(1)) {
                Ear warmUp = new Ear();
                host.spawn(Launches.of("true"), warmUp);
                warmUp.awaitExit();
                List<String> before = Census.descriptors();
                refuse(host, in(locked, "true"));
                refuse(host, in(locked.resolve("below"), "true"));
                refuse(host, in(Path.of("/"), arguments[1]));
                List<String> after = new ArrayList<>(Census.descriptors());
                before.forEach(after::remove);
                System.out.println("left behind: " + after);
            }
        }

        private static Launch in(Path directory, String program) {
            return new Launch(List.of(program), directory, Map.of(), "xterm", Launches.SIZE);
        }

        private static void refuse(PtyHost host, Launch launch) {
            try {
                host.spawn(launch, new Ear());
                System.out.println("started " + launch);
            } catch (SpawnException refused) {
                System.out.println("refused " + refused.reason() + " " + refused.subject());
            }
        }
    }
}
