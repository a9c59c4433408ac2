package dev.coop.core.pty;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drivers of one loop by number, so that an event finds its driver without a look-up that allocates.
 *
 * <p>A number is given again at once. An event that was told for its last owner then comes to the new one, which finds
 * nothing to read and nobody to reap.
 */
final class Slots {
    private final List<@Nullable PtyDriver> drivers = new ArrayList<>();
    private final BitSet taken = new BitSet();

    int take(PtyDriver driver) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        if (slot == drivers.size()) {
            drivers.add(driver);
        } else {
            drivers.set(slot, driver);
        }
        return slot;
    }

    void free(int slot) {
        taken.clear(slot);
        drivers.set(slot, null);
    }

    @Nullable
    PtyDriver get(int slot) {
        return drivers.get(slot);
    }

    int size() {
        return taken.cardinality();
    }

    /** Those of this moment, to be walked through while they come and go. */
    List<PtyDriver> all() {
        List<PtyDriver> all = new ArrayList<>();
        for (PtyDriver driver : drivers) {
            if (driver != null) {
                all.add(driver);
            }
        }
        return all;
    }
}
