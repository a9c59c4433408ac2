package dev.coop.core.journal;

import java.util.Arrays;

/**
 * Who waits for a journal to grow.
 *
 * <p>The writer's price is one volatile read per append while nobody waits, and one pass over the waiting cursors when
 * somebody does. It takes no lock: the list of bits is copied on write, and only cursors that begin or cease to use
 * waiting change it.
 *
 * <p>No wake-up is lost. A reader sets its bit, then {@link #anybody}, then looks at the journal again; the writer
 * publishes, then looks at {@link #anybody}, clears it, then looks at the bits. All of these are volatile, so they have
 * one order: either the reader's second look sees what was published, or the writer sees the bit. A bit set before the
 * flag was cleared is seen by the pass that follows the clearing.
 */
final class WakeList {
    private static final WakeBit[] NONE = {};

    private volatile boolean anybody;
    private volatile WakeBit[] bits = NONE;

    /** To be called by any thread after it published something with a volatile write (or a full fence behind it). */
    void wakeAll() {
        if (!anybody) {
            return;
        }
        anybody = false;
        for (var bit : bits) {
            bit.wake();
        }
    }

    /** To be called by a bit after it was armed. */
    void announce() {
        if (!anybody) {
            anybody = true;
        }
    }

    synchronized void add(WakeBit bit) {
        var now = bits;
        var more = Arrays.copyOf(now, now.length + 1);
        more[now.length] = bit;
        bits = more;
    }

    synchronized void remove(WakeBit bit) {
        var now = bits;
        var at = Arrays.asList(now).indexOf(bit);
        if (at < 0) {
            return;
        }
        var fewer = Arrays.copyOf(now, now.length - 1);
        System.arraycopy(now, at + 1, fewer, at, fewer.length - at);
        bits = fewer.length == 0 ? NONE : fewer;
    }

    /** How many cursors have begun to wait and are not closed. */
    int size() {
        return bits.length;
    }
}
