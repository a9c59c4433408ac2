package dev.coop.transport.admission;

/** A Unix socket can't be where it is wanted; the message is a sentence for who starts coop. */
public final class SocketFileException extends Exception {
    private static final long serialVersionUID = 1;

    SocketFileException(String message) {
        super(message);
    }

    SocketFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
