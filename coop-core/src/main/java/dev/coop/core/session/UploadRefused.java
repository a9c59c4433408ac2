package dev.coop.core.session;

/** A file that is not taken, because of what it is. Nothing of it was written. */
public final class UploadRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Nothing is left of the name that a file could be called. */
        INVALID_NAME,
        /** The file is larger than the limit. */
        TOO_LARGE,
        /** The session has as many files, or bytes in files, as it may have. */
        FULL
    }

    private final Reason reason;

    UploadRefused(Reason reason, String message) {
        // A refusal is an answer, not an accident: it is cheap and carries no trace.
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
