package dev.coop.core.journal;

/** Whether an {@link EventJournal} keeps what it promises. */
public sealed interface Health {
    /** Every event that a cursor sees is in the log, or there is no log to be in. */
    record Ok() implements Health {}

    /**
     * The log can't be written; events go on in memory. Events from number {@code since} on may be lost to later
     * readers and to a restart.
     */
    record Degraded(long since, String reason) implements Health {}
}
