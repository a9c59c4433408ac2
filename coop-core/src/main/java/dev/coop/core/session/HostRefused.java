package dev.coop.core.session;

/** A session was not created; nothing has changed. */
public final class HostRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There are as many sessions as a host takes. */
        FULL,
        BAD_NAME,
        NAME_TAKEN
    }

    private final Reason reason;

    HostRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
