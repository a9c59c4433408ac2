package dev.coop.core.pty;

import org.jspecify.annotations.Nullable;

/** This machine can't host terminals; the message says what is missing. */
public final class PtyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PtyUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
