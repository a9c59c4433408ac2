package dev.coop.core.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files that clients hand to a session's agent: {@code <state directory>/sessions/<id>/uploads/<name>}, for the owner
 * alone.
 *
 * <p>A file is there whole or not at all: it is written beside the directory and then linked into it, which fails where
 * something of that name is, be it a link. So nothing is ever overwritten, and no link is followed. When the disk is full
 * or fails, nothing is left behind.
 *
 * <p>Touches the disk: to be called by threads that may wait for it. One file at a time is written.
 */
public final class Uploads {
    /** Bytes of a session's files together, 256 MiB: a mistake in a loop must not fill the disk. */
    public static final long MAX_SESSION_BYTES = 256L << 20;

    /** Files of a session: they are counted anew for each one, which takes some milliseconds for so many. */
    public static final int MAX_SESSION_FILES = 1000;

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path state;
    private final int maxFileBytes;

    /**
     * None yet.
     *
     * @param state where coop keeps what outlives it; made when first needed
     * @param maxFileBytes of one file
     */
    public Uploads(Path state, int maxFileBytes) {
        this.state = state.toAbsolutePath();
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Writes a file under the name that the client gave, or one like it.
     *
     * @return where it is, absolute
     * @throws IOException if the disk doesn't take it; says why
     */
    public synchronized Path save(UUID session, String filename, byte[] data) throws UploadRefused, IOException {
        UploadName name = UploadName.of(filename);
        if (data.length > maxFileBytes) {
            throw new UploadRefused(
                    UploadRefused.Reason.TOO_LARGE,
                    "file too large: " + data.length + " bytes (max " + maxFileBytes + ")");
        }
        try {
            Files.createDirectories(state, OWNERS_DIRECTORY);
            Path own = directory(directory(state.resolve("sessions")).resolve(session.toString()));
            Path uploads = directory(own.resolve("uploads"));
            requireRoom(uploads, data.length);
            return write(own.resolve("upload.part"), uploads, name, data);
        } catch (IOException failure) {
            throw new IOException("the file could not be stored: " + reason(failure), failure);
        }
    }

    private static String reason(IOException failure) {
        String why = failure instanceof FileSystemException told ? told.getReason() : failure.getMessage();
        return why == null ? failure.getClass().getSimpleName() : why;
    }

    /** Somebody who can put a link in its place can put the files elsewhere. */
    private static Path directory(Path path) throws IOException {
        try {
            return Files.createDirectory(path, OWNERS_DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
            throw new FileSystemException(path.toString(), null, path + " is not a directory");
        }
    }

    private static void requireRoom(Path uploads, int wanted) throws IOException, UploadRefused {
        long bytes = wanted;
        int files = 1;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(uploads)) {
            for (Path file : all) {
                bytes += Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .size();
                files++;
            }
        }
        if (bytes > MAX_SESSION_BYTES || files > MAX_SESSION_FILES) {
            throw new UploadRefused(
                    UploadRefused.Reason.FULL,
                    "the session has too many uploaded files: at most " + MAX_SESSION_FILES + " and "
                            + MAX_SESSION_BYTES + " bytes; remove some from " + uploads);
        }
    }

    private static Path write(Path part, Path uploads, UploadName name, byte[] data) throws IOException {
        // A host that was killed may have left one.
        Files.deleteIfExists(part);
        try {
            try (FileChannel channel = FileChannel.open(
                    part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE)) {
                ByteBuffer rest = ByteBuffer.wrap(data);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            for (int number = 0; ; number++) {
                Path file = uploads.resolve(name.numbered(number));
                try {
                    return Files.createLink(file, part);
                } catch (FileAlreadyExistsException taken) {
                    if (number > MAX_SESSION_FILES) {
                        throw taken;
                    }
                }
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
