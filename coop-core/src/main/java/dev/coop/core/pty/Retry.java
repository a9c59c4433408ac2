package dev.coop.core.pty;

/**
 * When input is tried again that the terminal did not take: after 1 ms, then each time after twice as long, up to 50 ms.
 *
 * <p>A timer, because the kernel calls a full terminal writable.
 */
final class Retry {
    static final long FIRST_NANOS = 1_000_000;
    static final long LONGEST_NANOS = 50_000_000;

    private long delay = FIRST_NANOS;
    private long at = Schedule.NEVER;

    /** A turn has ended like this. */
    void plan(Input.Turn turn, long now) {
        at = switch (turn) {
            case DONE -> Schedule.NEVER;
            case MORE -> now;
            case BUSY, SLOW -> now + FIRST_NANOS;
            case STUCK -> now + delay;
        };
        delay = turn == Input.Turn.STUCK ? Math.min(2 * delay, LONGEST_NANOS) : FIRST_NANOS;
    }

    void cancel() {
        at = Schedule.NEVER;
    }

    /** The time of the next attempt, or {@link Schedule#NEVER}. */
    long at() {
        return at;
    }
}
