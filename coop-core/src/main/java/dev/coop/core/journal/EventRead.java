package dev.coop.core.journal;

import java.time.Instant;

/** What a read of an {@link EventCursor} found. */
public sealed interface EventRead<E> {
    /** The next event; the position is now its number. */
    record Event<E>(long seq, Instant at, E event) implements EventRead<E> {}

    /**
     * The events {@code from} up to and including {@code to} can't be had: given up by memory and not, or no longer, in
     * the log. The position is now {@code to}.
     */
    record Gap<E>(long from, long to) implements EventRead<E> {}

    /** Nothing to give now: everything was read, or what comes next is being fetched from the log. */
    record NothingYet<E>() implements EventRead<E> {}

    /** Everything has been read and the journal is closed: no event will follow. */
    record End<E>() implements EventRead<E> {}
}
