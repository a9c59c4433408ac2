package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coop.core.config.SocketPlaces;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a Unix socket, from before it is bound until after it is closed.
 *
 * <p>{@link #prepare}, then bind and listen on {@link #bindPath()}, then {@link #publish}: so whoever finds the socket
 * finds it listening and 0600. A socket that somebody listens on is never touched, one that nobody does is replaced. Of
 * two that start at once one gets the place and the other an error. {@link #close} before the listener is closed.
 */
public final class SocketFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    /** Of the name until it is in its place, dot included; fewer where the path leaves no room. */
    private static final int PASSING_NAME_CHARS = 12;

    /** For who removes a stale socket: it takes microseconds, unless he is not given the processor. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Stale sockets that are found in the place, one after the other. More than one means that others fight for it. */
    private static final int MAX_ATTEMPTS = 10;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Path directory;
    private final Path path;
    private final Path bindPath;
    private Optional<Object> published = Optional.empty();

    private SocketFile(Path directory, Path path, Path bindPath) {
        this.directory = directory;
        this.path = path;
        this.bindPath = bindPath;
    }

    /** Why a path can't be a socket's: it is too long. Empty if it can. */
    public static Optional<String> refuse(Path path) {
        return SocketPlaces.fits(path)
                ? Optional.empty()
                : Optional.of("socket path (" + bytes(path) + " bytes) must be shorter than "
                        + (SocketPlaces.MAX_PATH_BYTES + 1) + " bytes");
    }

    /** Sees to it that the place is free, or taken by a socket that nobody listens on; its directory is made. */
    public static SocketFile prepare(Path wanted) throws SocketFileException {
        return prepare(wanted, SocketDirectory::chosen);
    }

    /** The same in coop's own directory, which has to be private. */
    public static SocketFile prepareInOwn(Path wanted) throws SocketFileException {
        return prepare(wanted, SocketDirectory::own);
    }

    private interface DirectoryRule {
        void require(Path directory) throws SocketFileException;
    }

    private static SocketFile prepare(Path wanted, DirectoryRule rule) throws SocketFileException {
        Path path = wanted.toAbsolutePath();
        Optional<String> refused = refuse(path);
        if (refused.isPresent()) {
            throw new SocketFileException(refused.get());
        }
        Path directory = Objects.requireNonNull(path.getParent(), "an absolute path of a file has a parent");
        rule.require(directory);
        SocketFile file = new SocketFile(directory, path, passing(directory, path));
        try {
            file.lookAtPlace();
        } catch (IOException failure) {
            throw file.failed(failure);
        }
        return file;
    }

    /** Where clients find it. */
    public Path path() {
        return path;
    }

    /** Where it is to be bound. */
    public Path bindPath() {
        return bindPath;
    }

    /** Puts the bound socket in its place. On failure it is gone, and what was there is as it was. */
    public synchronized void publish() throws SocketFileException {
        try {
            Files.setPosixFilePermissions(bindPath, PosixFilePermissions.fromString("rw-------"));
            Object key = key(bindPath).orElseThrow(() -> new NoSuchFileException(bindPath.toString()));
            for (int attempt = 0; !link(); attempt++) {
                Optional<Object> stale = lookAtPlace();
                if (attempt == MAX_ATTEMPTS) {
                    throw new SocketFileException("others are taking " + path + " too: choose another --socket"
                            + stale.map(left -> ", or remove " + claim(left) + " if a crash left it")
                                    .orElse(""));
                }
                if (stale.isPresent() && !remove(stale.get())) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            published = Optional.of(key);
        } catch (IOException failure) {
            throw failed(failure);
        } finally {
            deletePassing();
        }
    }

    /** Removes the file, if it is ours still. */
    @Override
    public synchronized void close() {
        deletePassing();
        if (published.isPresent()) {
            try {
                if (key(path).equals(published)) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException failure) {
                LOG.warn("The socket {} was not removed: {}", path, failure.toString());
            }
            published = Optional.empty();
        }
    }

    /** Fails where something is already; a rename would replace it unseen. */
    private boolean link() throws IOException {
        try {
            Files.createLink(path, bindPath);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    /** The socket in our place that nobody listens on, if there is one. */
    private Optional<Object> lookAtPlace() throws IOException, SocketFileException {
        Optional<Object> key = key(path);
        if (key.isEmpty()) {
            return key;
        }
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & TYPE_MASK) != SOCKET_TYPE) {
                throw new SocketFileException(
                        path + " is there and not a socket: move it away, or choose another --socket");
            }
            if (!OwnUser.owns(path)) {
                throw new SocketFileException(
                        path + " belongs to another user (" + OwnUser.uidOf(path) + "): choose another --socket");
            }
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        refuseListening();
        return key;
    }

    private void refuseListening() throws SocketFileException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // One whose queue is full must not make us wait.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException nobody) {
            return;
        } catch (IOException unclear) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new SocketFileException(
                        "it can't be told whether somebody listens on " + path + " (" + unclear.getMessage()
                                + "): remove it if nobody does, or choose another --name or --socket",
                        unclear);
            }
            return;
        }
        throw new SocketFileException("somebody listens on " + path
                + " already, maybe another coop ('coop ls'): choose another --name or --socket");
    }

    /**
     * Removes a socket that nobody listens on; of several who want to, one does, or another's socket could be taken for it
     * that has come into its place meanwhile. That is who has made a second link to it, of a name that all know.
     *
     * @return false if somebody else is at it
     */
    private boolean remove(Object stale) throws IOException {
        Path claim = claim(stale);
        try {
            Files.createLink(claim, path);
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (NoSuchFileException gone) {
            return true;
        }
        try {
            if (key(claim).equals(Optional.of(stale))) {
                Files.deleteIfExists(path);
            }
        } finally {
            Files.deleteIfExists(claim);
        }
        return true;
    }

    private Path claim(Object stale) {
        return directory.resolve(".stale" + stale.toString().replaceAll("[^0-9a-f]+", "-"));
    }

    private void deletePassing() {
        try {
            Files.deleteIfExists(bindPath);
        } catch (IOException failure) {
            LOG.warn("{} was not removed: {}", bindPath, failure.toString());
        }
    }

    private SocketFileException failed(IOException failure) {
        return new SocketFileException("a socket can't be made at " + path + ": " + failure, failure);
    }

    /** What stays the same while a file is the same, whatever it is called. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** One that is not taken, and not longer than the kernel takes in this directory. */
    private static Path passing(Path directory, Path wanted) throws SocketFileException {
        int room = SocketPlaces.MAX_PATH_BYTES - bytes(directory) - 1;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Path candidate = directory.resolve(passingName(Math.min(room, PASSING_NAME_CHARS)));
            if (!candidate.equals(wanted) && !Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                return candidate;
            }
        }
        throw new SocketFileException("there is no room for another name in " + directory + ": choose a shorter path");
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(UTF_8).length;
    }

    private static String passingName(int chars) {
        StringBuilder name = new StringBuilder(chars == PASSING_NAME_CHARS ? "." : "");
        while (name.length() < chars) {
            name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
