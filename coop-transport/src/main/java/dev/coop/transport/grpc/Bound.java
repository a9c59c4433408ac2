package dev.coop.transport.grpc;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;

/** How much of something one connection may have at once. Used on its loop alone. */
final class Bound {
    private final String what;
    private final int max;
    private long count;

    /** @param what is too much, as in "64 streams are open" */
    Bound(int max, String what) {
        this.what = what;
        this.max = max;
    }

    /** Refuses when there is so much already. */
    void check() {
        if (count >= max) {
            throw Refusal.of(ErrorCode.OVERLOADED, max + " " + what + " on this connection, and no more are taken")
                    .withHint("wait for those, or open another connection");
        }
    }

    void add(int amount) {
        count += amount;
    }

    void remove(int amount) {
        count -= amount;
    }
}
