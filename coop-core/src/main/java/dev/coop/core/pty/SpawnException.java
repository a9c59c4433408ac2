package dev.coop.core.pty;

import org.jspecify.annotations.Nullable;

/** A program could not be started. Nothing is left behind: no process, no terminal, no descriptor. */
public final class SpawnException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Reason {
        NO_SUCH_PROGRAM,
        NOT_EXECUTABLE,
        /** The program is a script, or linked, for an interpreter that does not exist. */
        NO_SUCH_INTERPRETER,
        NO_SUCH_DIRECTORY,
        NOT_A_DIRECTORY,
        /** The directory exists, but this user may not enter it. */
        DIRECTORY_NOT_READABLE,
        /** Arguments and environment together are more than the kernel passes on. */
        TOO_LARGE,
        /** The system has no pseudo-terminal to give. */
        NO_TERMINAL,
        /** No memory, no process or no descriptor is left. */
        NO_RESOURCES,
        HOST_CLOSED,
        /** Something else; the message has the system's words. */
        FAILED
    }

    private final Reason reason;
    private final String subject;

    SpawnException(Reason reason, String subject, String message) {
        this(reason, subject, message, null);
    }

    SpawnException(Reason reason, String subject, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.subject = subject;
    }

    public Reason reason() {
        return reason;
    }

    /** The program or the directory at fault. */
    public String subject() {
        return subject;
    }
}
