package dev.coop.cli.terminal;

import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import java.util.EnumSet;
import java.util.Set;

/** What has to be sent to the user's terminal where the program's own bytes are not enough. */
public final class ScreenState {
    /** Ends a sequence that was cut off (CAN), then resets pen, margins and the commoner modes (DECSTR). */
    private static final String SOFT_RESET = "\030\033[!p";

    private static final String LEAVE_ALTERNATE = "\033[?1049l";

    /** Pops all that a program may have pushed; terminals without the kitty keyboard protocol ignore it. */
    private static final String PLAIN_KEYS = "\033[<8u";

    private static final String CLEAR = "\033[2J";

    private ScreenState() {}

    /**
     * Draws the screen anew in a terminal that has missed output, whatever state that is in.
     *
     * @param dump the sequences of a dump
     */
    public static String redraw(String dump) {
        StringBuilder out = new StringBuilder(SOFT_RESET)
                .append(PLAIN_KEYS)
                .append(LEAVE_ALTERNATE)
                .append(PLAIN_KEYS);
        switchBack(out, EnumSet.allOf(Mode.class));
        return out.append(CLEAR).append(dump).toString();
    }

    /**
     * Takes back what the program left switched on. Empty for one that cleaned up after itself.
     *
     * @param cutOff the program did not come to its own end, so its last sequence may be incomplete and its pen is unknown
     */
    public static String undo(Snapshot last, boolean cutOff) {
        StringBuilder out = new StringBuilder();
        if (cutOff) {
            out.append(SOFT_RESET);
        }
        switchBack(out, last.modes());
        if (last.keyboardFlags() != 0) {
            out.append(PLAIN_KEYS);
        }
        if (last.alternate()) {
            out.append(LEAVE_ALTERNATE);
        } else if (cutOff && last.cursorColumn() > 0) {
            out.append("\r\n");
        }
        return out.toString();
    }

    /** From these modes to those of a fresh terminal. */
    private static void switchBack(StringBuilder out, Set<Mode> now) {
        switchModes(out, now, Mode.initial());
    }

    /** From these modes to others. */
    public static void switchModes(StringBuilder out, Set<Mode> now, Set<Mode> wanted) {
        for (Mode mode : Mode.values()) {
            if (now.contains(mode) != wanted.contains(mode)) {
                boolean on = wanted.contains(mode);
                out.append(mode == Mode.APPLICATION_KEYPAD ? keypad(on) : mode.sequence(on));
            }
        }
    }

    /** As programs and terminals write it; few know it as mode 66. */
    private static String keypad(boolean application) {
        return application ? "\033=" : "\033>";
    }
}
