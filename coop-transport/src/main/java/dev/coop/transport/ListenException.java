package dev.coop.transport;

/** Could not listen where it was to; nothing listens then. The message is a sentence for whoever started coop. */
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
