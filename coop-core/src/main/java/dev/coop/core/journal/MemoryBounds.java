package dev.coop.core.journal;

/**
 * How much an {@link EventJournal} keeps in memory: at most so many events, of at most so many bytes of JSON together.
 * Half of either may wait for the disk before the journal goes on without it, so that the other half stays with slow
 * readers.
 */
public record MemoryBounds(int events, int bytes) {
    /** Some hours of an agent's life; what is older is read from the log. */
    public static final MemoryBounds DEFAULT = new MemoryBounds(4096, 4 << 20);

    public MemoryBounds {
        if (events < 1) {
            throw new IllegalArgumentException("a journal keeps at least 1 event in memory, not " + events);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("a journal keeps at least 1 byte of events in memory, not " + bytes);
        }
    }

    int waitingEvents() {
        return Math.max(1, events / 2);
    }

    int waitingBytes() {
        return bytes / 2;
    }
}
