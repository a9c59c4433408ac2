package dev.coop.core.vt;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The modes that programs switch and that coop acts on or reports: ANSI modes ({@code CSI n h}) and private ones
 * ({@code CSI ? n h}).
 */
public enum Mode {
    INSERT(4, false),
    LINE_FEED_NEW_LINE(20, false),
    APPLICATION_CURSOR_KEYS(1, true),
    ORIGIN(6, true),
    AUTOWRAP(7, true),
    MOUSE_X10(9, true),
    CURSOR_VISIBLE(25, true),
    /** Lets mode 3 clear the screen; the width it asks for is refused. */
    COLUMN_CHANGE(40, true),
    /** Set by {@code ESC =} and {@code ESC >} too. */
    APPLICATION_KEYPAD(66, true),
    LEFT_RIGHT_MARGINS(69, true),
    MOUSE_BUTTONS(1000, true),
    MOUSE_DRAG(1002, true),
    MOUSE_ALL(1003, true),
    FOCUS_REPORTS(1004, true),
    MOUSE_UTF8(1005, true),
    MOUSE_SGR(1006, true),
    ALTERNATE_SCROLL(1007, true),
    MOUSE_URXVT(1015, true),
    MOUSE_PIXELS(1016, true),
    BRACKETED_PASTE(2004, true),
    SYNCHRONIZED_UPDATE(2026, true),
    /** A cluster is one character, see {@link Printer}. */
    GRAPHEME_CLUSTERS(2027, true),
    COLOUR_SCHEME_REPORTS(2031, true);

    private static final Mode[] ALL = values();

    private final int number;
    private final boolean isPrivate;

    Mode(int number, boolean isPrivate) {
        this.number = number;
        this.isPrivate = isPrivate;
    }

    /** The modes that are on in a fresh terminal; the caller may change the set. */
    public static EnumSet<Mode> initial() {
        return EnumSet.of(AUTOWRAP, CURSOR_VISIBLE);
    }

    /** What a program writes to switch it. */
    public String sequence(boolean on) {
        return "\033[" + (isPrivate ? "?" : "") + number + (on ? 'h' : 'l');
    }

    static @Nullable Mode of(int number, boolean isPrivate) {
        for (Mode mode : ALL) {
            if (mode.number == number && mode.isPrivate == isPrivate) {
                return mode;
            }
        }
        return null;
    }
}
