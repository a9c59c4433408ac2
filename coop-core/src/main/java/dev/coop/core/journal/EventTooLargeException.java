package dev.coop.core.journal;

/** An event was refused for its size. It got no number, and the journal is as before. */
public final class EventTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    EventTooLargeException(int bytes, int limit) {
        super("an event of " + bytes + " bytes of JSON is refused, the limit is " + limit);
    }
}
