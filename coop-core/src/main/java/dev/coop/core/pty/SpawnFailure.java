package dev.coop.core.pty;

import dev.coop.core.pty.SpawnException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out, after a failed start, what was wrong, and says what to do about it. */
final class SpawnFailure {
    private SpawnFailure() {}

    /** The reason why starting this file ended with this error number. */
    static SpawnException of(Launch launch, String file, int error) {
        return switch (error) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.EACCES, Errno.ELOOP, Errno.ENAMETOOLONG, Errno.EISDIR ->
                ofPaths(launch, file, error);
            case Errno.E2BIG ->
                failure(
                        Reason.TOO_LARGE,
                        launch.program(),
                        "has more arguments and environment than the system passes on; shorten them");
            case Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE ->
                failure(
                        Reason.NO_RESOURCES,
                        launch.program(),
                        "could not be started for want of resources (" + Errno.text(error)
                                + "); close sessions, or raise the limits on processes, memory or open files");
            case Errno.ETXTBSY -> failure(Reason.NOT_EXECUTABLE, file, "is being written; try again when that is done");
            default -> failure(Reason.FAILED, file, "could not be started: " + Errno.text(error));
        };
    }

    private static SpawnException ofPaths(Launch launch, String file, int error) {
        Path directory = launch.directory().toAbsolutePath();
        boolean exists = Files.exists(directory);
        if (Files.notExists(directory) || (!exists && error == Errno.ENOTDIR)) {
            return failure(
                    Reason.NO_SUCH_DIRECTORY,
                    directory.toString(),
                    "does not exist; create the directory or name another");
        }
        if (exists && !Files.isDirectory(directory)) {
            return failure(Reason.NOT_A_DIRECTORY, directory.toString(), "is not a directory; name one to start in");
        }
        if (!Files.isExecutable(directory)) {
            return failure(
                    Reason.DIRECTORY_NOT_READABLE,
                    directory.toString(),
                    "is a directory that this user may not enter; change its mode or name another");
        }
        return ofProgram(launch, file, error);
    }

    private static SpawnException ofProgram(Launch launch, String file, int error) {
        if (error == Errno.EACCES || error == Errno.EISDIR) {
            return failure(
                    Reason.NOT_EXECUTABLE,
                    file,
                    "exists but may not be executed by this user; check that it is a program (chmod +x)");
        }
        if (error == Errno.ENOENT && file.indexOf('/') >= 0 && Starter.mayExist(launch, file)) {
            return failure(
                    Reason.NO_SUCH_INTERPRETER,
                    file,
                    "exists, but the interpreter that its first line (or its linker entry) names does not; install it");
        }
        return failure(
                Reason.NO_SUCH_PROGRAM,
                file,
                file.indexOf('/') >= 0
                        ? "does not exist; check the path"
                        : "is in no directory of PATH (" + launch.searchPath() + "); install it or give its path");
    }

    private static SpawnException failure(Reason reason, String subject, String what) {
        return new SpawnException(reason, subject, "'" + subject + "' " + what);
    }
}
