package dev.coop.core.pty;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds a launch's program as execvp(3) does, but in the child's {@code PATH} and from the child's directory, and starts it.
 *
 * <p>What is wrong is found out after a failure only: a check before the start says nothing about the start.
 */
final class Starter {
    private static final String SHELL = "/bin/sh";

    private final Launch launch;
    private final List<String> environment;
    private final String terminal;
    private final Set<Integer> own;

    Starter(Launch launch, String terminal, Set<Integer> own) {
        this.launch = launch;
        this.own = own;
        this.environment = launch.environmentBlock();
        this.terminal = terminal;
    }

    Child start() throws SpawnException {
        String file = launch.program();
        int error = Errno.ENOENT;
        for (String candidate : candidates()) {
            int result = start(candidate);
            if (result >= 0) {
                return hold(result);
            }
            // As execvp: go on to the next directory, and remember a refusal rather than an absence.
            if (error != Errno.EACCES) {
                file = candidate;
                error = -result;
            }
            if (error != Errno.EACCES && error != Errno.ENOENT && error != Errno.ENOTDIR) {
                break;
            }
        }
        throw SpawnFailure.of(launch, file, error);
    }

    /** Files to try, most likely one. */
    private List<String> candidates() {
        String program = launch.program();
        if (program.indexOf('/') >= 0) {
            return List.of(program);
        }
        List<String> found = new ArrayList<>();
        for (String directory : launch.searchPath().split(":", -1)) {
            String candidate = directory.isEmpty() ? "./" + program : directory + "/" + program;
            if (mayExist(launch, candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private int start(String file) {
        String directory = launch.directory().toAbsolutePath().toString();
        int result = PosixSpawn.start(file, launch.argv(), environment, directory, terminal);
        if (result != -Errno.ENOEXEC) {
            return result;
        }
        // A script without a first line that names its interpreter: the shell reads it.
        List<String> script = new ArrayList<>(launch.argv());
        script.set(0, file);
        script.addFirst(SHELL);
        return PosixSpawn.start(SHELL, script, environment, directory, terminal);
    }

    /** Until it is reaped, and only we reap it, the number is its own: the pidfd can't be another's. */
    private Child hold(int pid) throws SpawnException {
        int pidfd = Libc.pidfdOpen(pid);
        if (pidfd >= 0) {
            return new Child(pid, pidfd, own);
        }
        Child.end(pid);
        throw SpawnFailure.of(launch, launch.program(), -pidfd);
    }

    /** Whether a file is there, as the child sees it from its directory. */
    static boolean mayExist(Launch launch, String file) {
        try {
            return Files.exists(launch.directory().resolve(file));
        } catch (InvalidPathException unspeakable) {
            // The JVM was started in a locale without these characters: the kernel has to tell.
            return true;
        }
    }
}
