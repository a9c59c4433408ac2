package dev.coop.core.vt;

/**
 * The numeric parameters of one control sequence, reused for every sequence of a parser.
 *
 * <p>A parameter that is left out reads as 0. One that follows a colon is a sub-parameter of the one before it.
 */
final class Params {
    /** More than this drops the sequence whole. The longest that programs send, a run of colours, has about 20. */
    static final int MAX_PARAMS = 32;

    /** Larger values count as this one: no position, size or mode number is beyond it. */
    static final int MAX_VALUE = 65_535;

    private final int[] values = new int[MAX_PARAMS];
    private int count;
    private int subs;

    void clear() {
        values[0] = 0;
        count = 1;
        subs = 0;
    }

    int value() {
        return values[count - 1];
    }

    void value(int value) {
        values[count - 1] = Math.min(value, MAX_VALUE);
    }

    /** The next parameter begins; false when there are too many. */
    boolean next(boolean sub) {
        if (count == MAX_PARAMS) {
            return false;
        }
        if (sub) {
            subs |= 1 << count;
        }
        values[count++] = 0;
        return true;
    }

    int count() {
        return count;
    }

    int get(int i) {
        return i < count ? values[i] : 0;
    }

    /** A count or position: absent and 0 mean 1. */
    int positive(int i) {
        return Math.max(1, get(i));
    }

    /** How many sub-parameters follow parameter {@code i}. */
    int subCount(int i) {
        int rest = subs >>> i >>> 1;
        return Integer.numberOfTrailingZeros(~rest);
    }
}
