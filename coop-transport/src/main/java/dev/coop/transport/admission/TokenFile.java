package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file of tokens: one line each, mode 0600, replaced as a whole. A file that others can read or write, or with a line
 * that is not ours, is refused whole: half of what somebody meant to revoke is worse than an error.
 */
final class TokenFile {
    /** So that reading it is never a burden; a line has about 170 bytes. */
    static final int MAX_TOKENS = 256;

    private static final long MAX_BYTES = 256 * 1024;
    private static final String HEADING = "# coop's scoped tokens: name, role, created, expires, SHA-256 of the token.";
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;

    TokenFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Changes whenever the file does; empty while there is none. */
    Optional<String> stamp() throws IOException {
        try {
            PosixFileAttributes now = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    now.fileKey() + " " + now.size() + " " + now.lastModifiedTime() + " " + now.permissions());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    List<StoredToken> read() throws TokenStoreException {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            check(found);
            return parse(Files.readAllLines(path));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            throw new TokenStoreException(path + " can't be read: " + failure, failure);
        }
    }

    /** Reads, changes and writes, while nobody else does. */
    void update(Change change) throws TokenStoreException {
        // A lock on a file excludes other processes; the threads of this one exclude each other.
        synchronized (TokenFile.class) {
            updateAlone(change);
        }
    }

    private void updateAlone(Change change) throws TokenStoreException {
        try {
            Files.createDirectories(path.getParent(), DIRECTORY_MODE);
            // Not the file itself, which is replaced. It stays, so that everybody locks the same one.
            Path lock = path.resolveSibling(path.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                            FILE_MODE);
                    var _ = channel.lock()) {
                write(change.apply(read()));
            }
        } catch (IOException failure) {
            throw new TokenStoreException(path + " can't be written: " + failure, failure);
        }
    }

    private void check(PosixFileAttributes found) throws TokenStoreException, IOException {
        if (!found.isRegularFile() || found.size() > MAX_BYTES) {
            throw new TokenStoreException(path + " is not a file of tokens; move it away");
        }
        if (!OwnUser.owns(path)) {
            throw new TokenStoreException(path + " belongs to another user (" + found.owner() + "): move it away");
        }
        String mode = PosixFilePermissions.toString(found.permissions());
        if (!mode.endsWith("------")) {
            throw new TokenStoreException(path + " is open to other users (" + mode + "): chmod 600 it");
        }
    }

    private List<StoredToken> parse(List<String> lines) throws TokenStoreException {
        List<StoredToken> tokens = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int number = i + 1;
            tokens.add(StoredToken.parse(line)
                    .orElseThrow(() -> new TokenStoreException(
                            path + ", line " + number + ": not a token's line; repair or delete it")));
        }
        return List.copyOf(tokens);
    }

    private void write(List<StoredToken> tokens) throws IOException {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        tokens.forEach(token -> text.append(token.line()).append('\n'));
        Path next = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(
                    next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE)) {
                ByteBuffer bytes = UTF_8.encode(text.toString());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** What becomes of the tokens. */
    @FunctionalInterface
    interface Change {
        List<StoredToken> apply(List<StoredToken> tokens) throws TokenStoreException;
    }
}
