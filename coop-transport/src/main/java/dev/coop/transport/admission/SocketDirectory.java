package dev.coop.transport.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where socket files stand: nobody else may put another in their place. */
public final class SocketDirectory {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> CREATED =
            PosixFilePermissions.asFileAttribute(PRIVATE);
    private static final int STICKY = 01000;
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final int ANYBODY_MAY_WRITE = 0002;

    private SocketDirectory() {}

    /** Makes coop's own directory, 0700, or sees to it that the one that is there is ours and private. */
    static void own(Path directory) throws SocketFileException {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory, CREATED);
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new SocketFileException(directory + " must be a directory, and no link to one: move it away");
            }
            if (!OwnUser.owns(directory)) {
                throw new SocketFileException(directory + " belongs to another user (" + OwnUser.uidOf(directory)
                        + "): set XDG_RUNTIME_DIR to a directory of your own, or --socket to a path in one");
            }
            if ((mode(directory) & OTHERS_MAY_WRITE) != 0) {
                throw new SocketFileException(
                        "others could put files into " + directory + ": look what is in it, and chmod 700 it");
            }
            // That others could look into it does no harm that outlasts it.
            Files.setPosixFilePermissions(directory, PRIVATE);
        } catch (IOException failure) {
            throw new SocketFileException(directory + " can't be used for sockets: " + failure, failure);
        }
    }

    /** Makes the directory of a path that the user chose, 0700, or sees to it that not just anybody may replace files in it. */
    static void chosen(Path directory) throws SocketFileException {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory, CREATED);
            }
            int mode = mode(directory.toRealPath());
            if ((mode & ANYBODY_MAY_WRITE) != 0 && (mode & STICKY) == 0) {
                throw new SocketFileException("anybody could replace a socket in " + directory
                        + ": choose another directory, or chmod o-w it");
            }
        } catch (IOException failure) {
            throw new SocketFileException(directory + " can't be used for a socket: " + failure, failure);
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
