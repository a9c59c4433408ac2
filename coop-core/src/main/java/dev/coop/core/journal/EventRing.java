package dev.coop.core.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, without a hole in their numbers, addressed by number. An array used in a circle that grows as
 * needed; an idle journal holds none.
 */
final class EventRing<E> {
    /** An agent that does little stays within the first array. */
    private static final int FIRST_SLOTS = 16;

    private @Nullable Slot<E>[] slots = array(0);
    private long first;
    private int count;
    private long bytes;

    /** @param first the number of the first event to come */
    EventRing(long first) {
        this.first = first;
    }

    /** The number of the oldest event held, or of the next to come when none is held. */
    long first() {
        return first;
    }

    int count() {
        return count;
    }

    /** Bytes of JSON of all events held. */
    long bytes() {
        return bytes;
    }

    Slot<E> get(long seq) {
        return Objects.requireNonNull(slots[(int) (seq % slots.length)]);
    }

    void add(Slot<E> slot) {
        if (count == slots.length) {
            grow();
        }
        slots[(int) (slot.event().seq() % slots.length)] = slot;
        count++;
        bytes += slot.size();
    }

    void dropFirst() {
        bytes -= get(first).size();
        slots[(int) (first % slots.length)] = null;
        first++;
        count--;
    }

    private void grow() {
        @Nullable Slot<E>[] more = array(Math.max(FIRST_SLOTS, 2 * slots.length));
        for (var seq = first; seq < first + count; seq++) {
            more[(int) (seq % more.length)] = get(seq);
        }
        slots = more;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <E> @Nullable Slot<E>[] array(int length) {
        return new Slot[length];
    }
}
