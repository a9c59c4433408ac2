package dev.coop.cli.terminal;

import java.util.Optional;
import java.util.Set;

/** A key that can be meant for coop and not for the program. */
public enum HotKey {
    /** Ctrl+]: away from here. */
    LEAVE(0x1d, ']'),
    /** Ctrl+L: draw everything anew. */
    REDRAW(0x0c, 'l');

    private static final int CTRL = 4;

    /** In the sequences, locks count as modifiers: caps lock 64, num lock 128. */
    private static final int LOCKS = 64 | 128;

    private final byte control;
    private final int character;

    HotKey(int control, char character) {
        this.control = (byte) control;
        this.character = character;
    }

    /** The one that this byte means, if it is among those wanted. */
    static Optional<HotKey> of(byte control, Set<HotKey> wanted) {
        return wanted.stream().filter(key -> key.control == control).findFirst();
    }

    /**
     * The one that a sequence means: {@code CSI 93;5u} in the kitty keyboard protocol, {@code CSI 27;5;93~} as xterm's
     * modifyOtherKeys has it. Programs ask the user's terminal for them, and then no control character comes.
     *
     * @param parameters between {@code CSI} and the last byte
     */
    static Optional<HotKey> of(String parameters, byte last, Set<HotKey> wanted) {
        String[] fields = parameters.split(";", -1);
        if (last == 'u' && fields.length >= 2) {
            return of(number(fields[0]), number(fields[1]), wanted);
        }
        return last == '~' && fields.length == 3 && fields[0].equals("27")
                ? of(number(fields[2]), number(fields[1]), wanted)
                : Optional.empty();
    }

    private static Optional<HotKey> of(int character, int modifiers, Set<HotKey> wanted) {
        return ((modifiers - 1) & ~LOCKS) == CTRL
                ? wanted.stream().filter(key -> key.character == character).findFirst()
                : Optional.empty();
    }

    /** The first number of several that colons divide. */
    private static int number(String field) {
        int colon = field.indexOf(':');
        String first = colon < 0 ? field : field.substring(0, colon);
        return first.matches("[0-9]{1,7}") ? Integer.parseInt(first) : 0;
    }
}
