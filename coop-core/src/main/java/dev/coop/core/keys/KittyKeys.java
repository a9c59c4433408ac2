package dev.coop.core.keys;

/**
 * Keys in the kitty keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol), as far as the program's flags
 * ask for it.
 *
 * <p>Wire: {@code ESC [ 99 ; 5 u} for {@code ctrl-c}, {@code ESC [ 27 u} for {@code escape}, {@code ESC [ 97 : 65 ; 2 ; 65 u}
 * for {@code A} with alternate keys and text.
 *
 * <p>Flag 1 takes what is ambiguous: Escape, characters with Ctrl or Alt, Enter, Tab and Backspace with modifiers. Flag 8
 * takes every key. Flags 4 and 16 add the shifted key and the text. Flag 2 adds nothing: a press is the event that has no
 * mark. What is on the same key as a character depends on the keyboard, so only for letters is the other known.
 */
final class KittyKeys {
    private static final int DISAMBIGUATE = 1;
    private static final int ALTERNATES = 4;
    private static final int ALL = 8;
    private static final int TEXT = 16;

    /** {@code ESC [ 1 R} would be the cursor's position. */
    private static final int F3 = 13;

    private KittyKeys() {}

    /** Whether the flags change how keys are sent. */
    static boolean wanted(int flags) {
        return (flags & (DISAMBIGUATE | ALL)) != 0;
    }

    static void write(Press press, int flags, StringBuilder out) {
        switch (press) {
            case Press.Typed typed -> typed(typed, flags, out);
            case Press.Named named -> {
                switch (named.key().form()) {
                    case Key.Control(int code) -> control(press, code, flags, out);
                    case Key.CursorKey(char letter) -> letter(press, letter, out);
                    case Key.FunctionKey(char letter) when letter == 'R' -> XtermKeys.numbered(press, F3, out);
                    case Key.FunctionKey(char letter) -> letter(press, letter, out);
                    case Key.Numbered(int number) -> XtermKeys.numbered(press, number, out);
                    case Key.Keypad keypad -> keypad(press, keypad, flags, out);
                }
            }
        }
    }

    private static void typed(Press.Typed typed, int flags, StringBuilder out) {
        int c = typed.codePoint();
        if (isText(typed) && (flags & ALL) == 0) {
            out.appendCodePoint(c);
            return;
        }
        out.append(XtermKeys.CSI).append(Character.toLowerCase(c));
        if ((flags & ALTERNATES) != 0 && typed.has(Press.SHIFT) && c != ' ') {
            out.append(':').append(Character.toUpperCase(c));
        }
        end(typed, c, flags, out);
    }

    private static void control(Press press, int code, int flags, StringBuilder out) {
        if (press.modifiers() == 0 && code != 0x1b && (flags & ALL) == 0) {
            out.append((char) code);
        } else {
            out.append(XtermKeys.CSI).append(code);
            end(press, code, flags, out);
        }
    }

    private static void keypad(Press press, Key.Keypad keypad, int flags, StringBuilder out) {
        char c = keypad.character();
        if (isText(press) && c != '\r' && (flags & ALL) == 0) {
            out.append(c);
        } else {
            out.append(XtermKeys.CSI).append(keypad.number());
            end(press, c, flags, out);
        }
    }

    private static void letter(Press press, char letter, StringBuilder out) {
        out.append(XtermKeys.CSI);
        if (press.modifiers() != 0) {
            out.append("1;").append(press.parameter());
        }
        out.append(letter);
    }

    private static boolean isText(Press press) {
        return !press.has(Press.CTRL) && !press.has(Press.ALT);
    }

    /** The modifiers, and the text where it is wanted and there is one. */
    private static void end(Press press, int text, int flags, StringBuilder out) {
        boolean withText = (flags & TEXT) != 0 && isText(press) && !Character.isISOControl(text);
        if (press.modifiers() != 0) {
            out.append(';').append(press.parameter());
        } else if (withText) {
            out.append(';');
        }
        if (withText) {
            out.append(';').append(text);
        }
        out.append('u');
    }
}
