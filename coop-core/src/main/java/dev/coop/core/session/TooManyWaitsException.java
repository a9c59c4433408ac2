package dev.coop.core.session;

/** As many wait for a session as may. */
public final class TooManyWaitsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyWaitsException() {
        super(Waits.MAX_WAITS + " clients wait for this session already, and no more may", null, false, false);
    }
}
