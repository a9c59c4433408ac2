package dev.coop.core.pty;

import dev.coop.core.pty.SpawnException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out, after a failed start, what was wrong, and says what to do about it. */
final class SpawnFailure {
    private SpawnFailure() {}

    static SpawnException of(Launch launch, String file, int error) {
        return switch (error) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.EACCES, Errno.ELOOP, Errno.ENAMETOOLONG, Errno.EISDIR ->
                ofPaths(launch, file, error);
            case Errno.E2BIG ->
                failure(
                        Reason.TOO_LARGE,
                        launch.program(),
                        "the arguments and the environment of '%s' are together more than the system passes on;"
                                + " shorten them");
            case Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE ->
                failure(
                        Reason.NO_RESOURCES,
                        launch.program(),
                        "'%s' could not be started for want of resources (" + Errno.text(error)
                                + "); close sessions, or raise the limits on processes, memory or open files");
            case Errno.ETXTBSY ->
                failure(Reason.NOT_EXECUTABLE, file, "'%s' is being written; try again when that is done");
            default -> failure(Reason.FAILED, file, "'%s' could not be started: " + Errno.text(error));
        };
    }

    private static SpawnException ofPaths(Launch launch, String file, int error) {
        Path directory = launch.directory().toAbsolutePath();
        String where = directory.toString();
        boolean exists = Files.exists(directory);
        if (Files.notExists(directory) || (!exists && error == Errno.ENOTDIR)) {
            return failure(
                    Reason.NO_SUCH_DIRECTORY, where, "the directory '%s' does not exist; create it or name another");
        }
        if (exists && !Files.isDirectory(directory)) {
            return failure(Reason.NOT_A_DIRECTORY, where, "'%s' is not a directory; name one to start in");
        }
        if (!Files.isExecutable(directory)) {
            return failure(
                    Reason.DIRECTORY_NOT_READABLE,
                    where,
                    "the directory '%s' may not be entered by this user; change its mode or name another");
        }
        return ofProgram(launch, file, error);
    }

    private static SpawnException ofProgram(Launch launch, String file, int error) {
        if (error == Errno.EACCES || error == Errno.EISDIR) {
            return failure(
                    Reason.NOT_EXECUTABLE,
                    file,
                    "'%s' exists but may not be executed by this user; check that it is a program (chmod +x)");
        }
        if (error == Errno.ENOENT && Libc.exists(seenFrom(launch, file))) {
            return failure(
                    Reason.NO_SUCH_INTERPRETER,
                    file,
                    "'%s' exists, but the interpreter that its first line (or its linker entry) names does not;"
                            + " install it");
        }
        String remedy = file.indexOf('/') >= 0
                ? "; check the path"
                : " in PATH (" + launch.searchPath() + "); install it or give its path";
        return failure(Reason.NO_SUCH_PROGRAM, file, "there is no program '%s'" + remedy);
    }

    /** The path as the child resolves it, which is in its directory. */
    static String seenFrom(Launch launch, String file) {
        return file.startsWith("/") ? file : launch.directory().toAbsolutePath() + "/" + file;
    }

    private static SpawnException failure(Reason reason, String subject, String message) {
        return new SpawnException(reason, subject, message.replace("%s", subject));
    }
}
