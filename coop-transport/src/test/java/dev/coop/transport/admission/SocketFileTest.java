package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketFileTest {
    @TempDir
    private Path directory;

    @Test
    void aSocketIsFoundListeningAndClosedToOthersInADirectoryClosedToOthers() throws Exception {
        Path above = directory.resolve("new");
        Path deeper = above.resolve("deeper");
        Path path = deeper.resolve("a.sock");
        try (SocketFile file = SocketFile.prepare(path);
                ServerSocketChannel listener = listenOn(file.bindPath())) {
            assertThat(path).doesNotExist();

            file.publish();

            assertThat(mode(path)).isEqualTo("rw-------");
            assertThat(mode(deeper)).isEqualTo("rwx------");
            assertThat(mode(above)).isEqualTo("rwx------");
            assertThat(namesIn(deeper)).containsExactly("a.sock");
            connect(path).close();
            listener.accept().close();
        }
        assertThat(namesIn(deeper)).isEmpty();
    }

    @Test
    void aSocketThatSomebodyListensOnIsNotTouched() throws Exception {
        Path path = directory.resolve("a.sock");
        try (ServerSocketChannel somebody = listenOn(path)) {
            assertThatThrownBy(() -> SocketFile.prepare(path))
                    .isInstanceOf(SocketFileException.class)
                    .hasMessageContainingAll(path.toString(), "listens", "--name", "--socket");
            connect(path).close();
            assertThat(somebody.accept()).isNotNull();
        }
    }

    @Test
    void aSocketWhoseQueueIsFullIsSomebodysToo() throws Exception {
        Path path = directory.resolve("a.sock");
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocketChannel somebody = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            somebody.bind(UnixDomainSocketAddress.of(path), 1);
            boolean full = false;
            while (!full) {
                SocketChannel waiting = SocketChannel.open(StandardProtocolFamily.UNIX);
                queue.add(waiting);
                waiting.configureBlocking(false);
                try {
                    full = !waiting.connect(UnixDomainSocketAddress.of(path));
                } catch (IOException again) {
                    full = true;
                }
            }
            assertThatThrownBy(() -> SocketFile.prepare(path)).hasMessageContaining("listens");
            assertThat(path).exists();
        } finally {
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void aSocketThatNobodyListensOnIsReplaced() throws Exception {
        Path path = directory.resolve("a.sock");
        listenOn(path).close();
        assertThat(path).exists();

        try (SocketFile file = SocketFile.prepare(path);
                ServerSocketChannel listener = listenOn(file.bindPath())) {
            file.publish();

            connect(path).close();
            listener.accept().close();
            assertThat(namesIn(directory)).containsExactly("a.sock");
        }
        assertThat(namesIn(directory)).isEmpty();
    }

    @Test
    void whatIsNoSocketIsNotTouched() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        Path below = Files.createDirectory(directory.resolve("below"));

        for (Path taken : List.of(file, link, below)) {
            assertThatThrownBy(() -> SocketFile.prepare(taken))
                    .isInstanceOf(SocketFileException.class)
                    .hasMessageContainingAll(taken.toString(), "not a socket");
        }
        assertThat(file).hasContent("precious");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void ofManyThatStartAtOnceOneGetsThePlaceAndKeepsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path path = directory.resolve("a.sock");
            // Half of the rounds begin with what a crash left.
            if (round % 2 == 0) {
                listenOn(path).close();
            }
            List<AutoCloseable> open = new ArrayList<>();
            List<Callable<Boolean>> starters = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                SocketFile file = SocketFile.prepare(path);
                open.add(file);
                open.add(listenOn(file.bindPath()));
                starters.add(() -> {
                    try {
                        file.publish();
                        return true;
                    } catch (SocketFileException taken) {
                        assertThat(taken).hasMessageContaining("listens");
                        return false;
                    }
                });
            }
            int winners = 0;
            try (ExecutorService threads = Executors.newFixedThreadPool(starters.size())) {
                for (Future<Boolean> won : threads.invokeAll(starters)) {
                    winners += won.get() ? 1 : 0;
                }
            }
            assertThat(winners).isEqualTo(1);
            assertThat(namesIn(directory)).containsExactly("a.sock");
            connect(path).close();
            for (AutoCloseable one : open) {
                one.close();
            }
            assertThat(namesIn(directory)).isEmpty();
        }
    }

    /** Whoever removes it has claimed it; a crash in that moment leaves the claim. */
    @Test
    void aStaleSocketThatSomebodyElseIsRemovingIsLeftToHim() throws Exception {
        Path path = directory.resolve("a.sock");
        listenOn(path).close();
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        Path claim =
                Files.createLink(directory.resolve(".stale" + key.toString().replaceAll("[^0-9a-f]+", "-")), path);

        try (SocketFile file = SocketFile.prepare(path);
                ServerSocketChannel ours = listenOn(file.bindPath())) {
            assertThatThrownBy(file::publish)
                    .isInstanceOf(SocketFileException.class)
                    .hasMessageContainingAll("others are taking", "remove " + claim);
            assertThat(ours.isOpen()).isTrue();
        }
        assertThat(path).exists();

        Files.delete(claim);
        try (SocketFile file = SocketFile.prepare(path);
                ServerSocketChannel ours = listenOn(file.bindPath())) {
            file.publish();
            assertThat(ours.isOpen()).isTrue();
            connect(path).close();
        }
        assertThat(namesIn(directory)).isEmpty();
    }

    @Test
    void aSocketThatWasReplacedMeanwhileIsNotRemovedAtTheEnd() throws Exception {
        Path path = directory.resolve("a.sock");
        SocketFile file = SocketFile.prepare(path);
        try (ServerSocketChannel ours = listenOn(file.bindPath())) {
            file.publish();
            Files.delete(path);
            try (ServerSocketChannel theirs = listenOn(path)) {
                file.close();

                connect(path).close();
                theirs.accept().close();
            }
            assertThat(ours.isOpen()).isTrue();
        }
    }

    @Test
    void whatIsNeverPublishedLeavesNothing() throws Exception {
        Path path = directory.resolve("a.sock");
        SocketFile file = SocketFile.prepare(path);
        listenOn(file.bindPath()).close();

        file.close();
        file.close();

        assertThat(namesIn(directory)).isEmpty();
    }

    /** wire.md 1.4 */
    @Test
    void aPathIsShorterThan108Bytes() throws Exception {
        assertThat(SocketFile.refuse(Path.of("/" + "a".repeat(106)))).isEmpty();
        assertThat(SocketFile.refuse(Path.of("/" + "a".repeat(107))))
                .contains("socket path (108 bytes) must be shorter than 108 bytes");
        assertThat(SocketFile.refuse(Path.of("/" + "ä".repeat(54))))
                .contains("socket path (109 bytes) must be shorter than 108 bytes");
        assertThatThrownBy(() -> SocketFile.prepare(Path.of("/" + "a".repeat(200))))
                .hasMessage("socket path (201 bytes) must be shorter than 108 bytes");
    }

    @Test
    void wherePathsAreLongThePassingNameIsShort() throws Exception {
        Path deep = directory.resolve("d".repeat(107 - directory.toString().length() - 1 - 2));
        try (SocketFile file = SocketFile.prepare(deep.resolve("s"))) {
            assertThat(file.path().toString()).hasSize(107);
            assertThat(file.bindPath().toString()).hasSize(107);
            assertThat(file.bindPath()).isNotEqualTo(file.path());
        }
    }

    @Test
    void aDirectoryWhereAnybodyCouldReplaceTheSocketIsRefused() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> SocketFile.prepare(open.resolve("a.sock")))
                .isInstanceOf(SocketFileException.class)
                .hasMessageContainingAll(open.toString(), "replace");

        Files.setAttribute(open, "unix:mode", 01777);
        SocketFile.prepare(open.resolve("a.sock")).close();
    }

    @Test
    void ourOwnDirectoryIsPrivateFromTheStart() throws Exception {
        Path own = directory.resolve("run/coop");

        SocketDirectory.own(own);
        assertThat(mode(own)).isEqualTo("rwx------");

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        SocketDirectory.own(own);
        assertThat(mode(own)).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatOthersPreparedForUsIsRefused() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> SocketDirectory.own(link)).hasMessageContaining("link");
        assertThatThrownBy(() -> SocketDirectory.own(file)).hasMessageContaining("directory");
        assertThatThrownBy(() -> SocketDirectory.own(open)).hasMessageContaining("chmod 700");
    }

    @Test
    void whatBelongsToAnotherUserIsRefused() throws Exception {
        Path theirs = directory.resolve("theirs");
        Files.createDirectory(theirs);
        Path socket = directory.resolve("a.sock");
        listenOn(socket).close();
        OtherUser.give(theirs);
        OtherUser.give(socket);

        assertThatThrownBy(() -> SocketDirectory.own(theirs)).hasMessageContaining("another user (65534)");
        assertThatThrownBy(() -> SocketFile.prepare(socket)).hasMessageContaining("another user (65534)");
        assertThat(socket).exists();
    }

    @Test
    void aSocketInOurOwnDirectoryNeedsThatToBePrivate() throws Exception {
        Path own = directory.resolve("run/coop");
        SocketFile.prepareInOwn(own.resolve("a.sock")).close();
        assertThat(mode(own)).isEqualTo("rwx------");

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> SocketFile.prepareInOwn(own.resolve("a.sock")))
                .isInstanceOf(SocketFileException.class)
                .hasMessageContaining("chmod 700");

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        OtherUser.give(own);
        assertThatThrownBy(() -> SocketFile.prepareInOwn(own.resolve("a.sock")))
                .isInstanceOf(SocketFileException.class)
                .hasMessageContainingAll("another user (65534)", "XDG_RUNTIME_DIR", "--socket");
    }

    /** The mode alone keeps another user out, before anybody asks who he is. */
    @Test
    void anotherUserCanNotEvenConnect() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = directory.resolve("a.sock");
        try (SocketFile file = SocketFile.prepare(path);
                ServerSocketChannel listener = listenOn(file.bindPath())) {
            file.publish();
            try (OtherUser other = OtherUser.run("curl -s --unix-socket " + path + " http://localhost/; echo $?")) {
                // curl's exit code 7: failed to connect
                assertThat(other.line()).isEqualTo("7");
            }
            assertThat(listener.isOpen()).isTrue();
        }
    }

    private static ServerSocketChannel listenOn(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    private static SocketChannel connect(Path path) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
