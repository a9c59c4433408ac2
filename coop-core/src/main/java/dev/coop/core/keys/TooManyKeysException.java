package dev.coop.core.keys;

/** More keys than one request may have; none is sent. */
public final class TooManyKeysException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooManyKeysException(int count) {
        super("too many keys: " + count + ", at most " + Keys.MAX_KEYS + " at a time; text is sent as input");
    }
}
