package dev.coop.core.journal;

import org.jspecify.annotations.Nullable;

/** An event in memory, with its JSON for as long as that waits to be written. Guarded by its {@link EventMemory}. */
final class Slot<E> {
    private final EventRead.Event<E> event;
    private final int size;
    private final long since;
    private byte @Nullable [] unwritten;

    /** @param since {@link System#nanoTime()} when it was appended */
    Slot(EventRead.Event<E> event, byte[] json, long since) {
        this.event = event;
        this.size = json.length;
        this.since = since;
        this.unwritten = json;
    }

    EventRead.Event<E> event() {
        return event;
    }

    /** Bytes of JSON. */
    int size() {
        return size;
    }

    long since() {
        return since;
    }

    byte @Nullable [] unwritten() {
        return unwritten;
    }

    void written() {
        unwritten = null;
    }
}
