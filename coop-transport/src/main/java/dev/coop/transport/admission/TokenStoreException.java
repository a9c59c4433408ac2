package dev.coop.transport.admission;

/** The tokens can't be read or changed; the message is a sentence that says why and what to do. */
public final class TokenStoreException extends Exception {
    private static final long serialVersionUID = 1;

    TokenStoreException(String message) {
        super(message);
    }

    TokenStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
