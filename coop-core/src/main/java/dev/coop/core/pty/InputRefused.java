package dev.coop.core.pty;

/** Input was not taken, not one byte of it. */
public final class InputRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The program does not read, and what waits for it has reached {@link Pty#MAX_PENDING_INPUT}. Try again later. */
        FULL,
        /** The program has ended. */
        ENDED,
        /** The program has not been started yet, and nothing is kept for it. */
        NOT_STARTED
    }

    private final Reason reason;

    InputRefused(Reason reason, String message) {
        // A refusal is an answer, not an accident: it is cheap and carries no trace.
        super(message, null, false, false);
        this.reason = reason;
    }

    /** There is no program yet. */
    public static InputRefused notStarted() {
        return new InputRefused(Reason.NOT_STARTED, "the program has not been started yet");
    }

    public Reason reason() {
        return reason;
    }
}
