package dev.coop.cli.attach;

/**
 * Lets each byte of the output through once, in order, from where a dump ends on.
 *
 * <p>Around a dump the host may send what the dump holds already, and what an earlier subscription was sent beyond it:
 * the new one, from the dump's end, brings that again.
 */
final class OutputGate {
    private static final long CLOSED = -1;

    private long position = CLOSED;
    private boolean early;

    /** From now on what follows this offset. */
    void openAt(long offset) {
        position = offset;
        early = false;
    }

    /** Nothing more until the next dump. */
    void close() {
        position = CLOSED;
        early = false;
    }

    /**
     * Takes a piece of output.
     *
     * @return how many of its bytes are to be left out, from its beginning on: {@code length} for all of them
     */
    int admit(long offset, int length) {
        if (position == CLOSED || offset + length <= position) {
            return length;
        }
        if (offset > position) {
            early = true;
            return length;
        }
        int known = (int) (position - offset);
        position = offset + length;
        early = false;
        return known;
    }

    /** Whether everything before this offset was let through. */
    boolean hasPassed(long offset) {
        return position >= offset;
    }

    /** Whether the host says that what is wanted next is lost. */
    boolean isLost(long to) {
        return position != CLOSED && to > position;
    }

    /** Whether the last piece came from beyond what is wanted next: with a host that keeps its word that passes soon. */
    boolean isAhead() {
        return early;
    }
}
