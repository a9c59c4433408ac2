package dev.coop.core.keys;

/** One key, pressed together with the modifiers in the bits of xterm, which are those of the kitty protocol too. */
sealed interface Press {
    int SHIFT = 1;
    int ALT = 2;
    int CTRL = 4;

    int modifiers();

    default boolean has(int modifier) {
        return (modifiers() & modifier) != 0;
    }

    /** The parameter that tells the modifiers. */
    default int parameter() {
        return 1 + modifiers();
    }

    /** A key that has a name. */
    record Named(Key key, int modifiers) implements Press {}

    /**
     * A key that types a character.
     *
     * @param codePoint as typed without Ctrl and Alt: with Shift the large letter
     */
    record Typed(int codePoint, int modifiers) implements Press {}
}
