package dev.coop.core.vt;

import java.util.Arrays;

/**
 * The four character sets G0 to G3 and the one in use (ISO 2022, as far as DEC's terminals had it): ASCII, the United
 * Kingdom set, and the line drawing set that full-screen programs of old still ask for.
 *
 * <p>Wire: {@code ESC ( 0} makes G0 the line drawing set, {@code ESC ( B} ASCII; SO and SI use G1 and G0.
 */
final class Charsets {
    private static final int ASCII = 'B';
    private static final int UNITED_KINGDOM = 'A';
    private static final int LINE_DRAWING = '0';

    /** From 0x5f on. DEC VT220 programmer reference, table 2-4. */
    private static final String DRAWN = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private static final int NO_SHIFT = -1;

    private final int[] sets = {ASCII, ASCII, ASCII, ASCII};
    private int inUse;
    /** The set for just the next character (SS2, SS3). */
    private int single = NO_SHIFT;

    /** Every character stands for itself. */
    boolean isPlain() {
        return single == NO_SHIFT && sets[inUse] == ASCII;
    }

    /** Sets that coop does not have are taken for ASCII. */
    void designate(int slot, int set) {
        sets[slot] = set == LINE_DRAWING || set == UNITED_KINGDOM ? set : ASCII;
    }

    void use(int slot) {
        inUse = slot;
    }

    void useOnce(int slot) {
        single = slot;
    }

    int translate(int c) {
        int set = sets[single == NO_SHIFT ? inUse : single];
        single = NO_SHIFT;
        if (set == LINE_DRAWING && c >= 0x5f && c <= 0x7e) {
            return DRAWN.charAt(c - 0x5f);
        }
        return set == UNITED_KINGDOM && c == '#' ? '£' : c;
    }

    void set(Charsets other) {
        System.arraycopy(other.sets, 0, sets, 0, sets.length);
        inUse = other.inUse;
        single = NO_SHIFT;
    }

    boolean isInitial() {
        return Arrays.equals(sets, new Charsets().sets) && inUse == 0 && single == NO_SHIFT;
    }

    /** The sequences that bring a fresh terminal here. */
    void write(StringBuilder out) {
        for (int slot = 0; slot < sets.length; slot++) {
            out.append('\033').append("()*+".charAt(slot)).append((char) sets[slot]);
        }
        switch (inUse) {
            case 1 -> out.append('\016');
            case 2 -> out.append("\033n");
            case 3 -> out.append("\033o");
            default -> out.append('\017');
        }
        if (single != NO_SHIFT) {
            out.append(single == 2 ? "\033N" : "\033O");
        }
    }
}
