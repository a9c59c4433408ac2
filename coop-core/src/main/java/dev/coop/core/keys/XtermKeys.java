package dev.coop.core.keys;

import dev.coop.core.vt.Mode;
import java.util.Set;

/**
 * Keys as xterm sends them (ctlseqs, "PC-Style Function Keys" and "VT220-Style Function Keys").
 *
 * <p>Wire: {@code ESC [ A}; with modifiers {@code ESC [ 1 ; 5 A} and {@code ESC [ 15 ; 2 ~}, where the last parameter is
 * 1, plus 1 for Shift, 2 for Alt, 4 for Ctrl. A character or control character has {@code ESC} before it for Alt.
 */
final class XtermKeys {
    static final String CSI = "\033[";
    private static final String SS3 = "\033O";

    private XtermKeys() {}

    static void write(Press press, Set<Mode> modes, StringBuilder out) {
        switch (press) {
            case Press.Typed typed -> {
                alt(press, out);
                out.appendCodePoint(press.has(Press.CTRL) ? control(typed.codePoint()) : typed.codePoint());
            }
            case Press.Named named -> {
                switch (named.key().form()) {
                    case Key.Control(int code) -> control(press, code, out);
                    case Key.CursorKey(char letter) ->
                        letter(press, letter, modes.contains(Mode.APPLICATION_CURSOR_KEYS) ? SS3 : CSI, out);
                    case Key.FunctionKey(char letter) -> letter(press, letter, SS3, out);
                    case Key.Numbered(int number) -> numbered(press, number, out);
                    case Key.Keypad keypad -> keypad(press, keypad, modes.contains(Mode.APPLICATION_KEYPAD), out);
                }
            }
        }
    }

    private static void alt(Press press, StringBuilder out) {
        if (press.has(Press.ALT)) {
            out.append('\033');
        }
    }

    /** What Ctrl makes of a character: as X11 has it, and Ctrl+? as the VT100. Of many it makes nothing else. */
    private static int control(int c) {
        return switch (c) {
            case ' ', '2' -> 0;
            case '3', '4', '5', '6', '7' -> c - '3' + 0x1b;
            case '8', '?' -> 0x7f;
            case '/' -> 0x1f;
            default -> c >= '@' && c <= '~' ? c & 0x1f : c;
        };
    }

    private static void control(Press press, int code, StringBuilder out) {
        alt(press, out);
        if (code == '\t' && press.has(Press.SHIFT)) {
            out.append(CSI).append('Z');
        } else if (code == 0x7f && press.has(Press.CTRL)) {
            out.append('\b');
        } else {
            out.append((char) code);
        }
    }

    private static void letter(Press press, char letter, String unmodified, StringBuilder out) {
        if (press.modifiers() == 0) {
            out.append(unmodified).append(letter);
        } else {
            out.append(CSI).append("1;").append(press.parameter()).append(letter);
        }
    }

    static void numbered(Press press, int number, StringBuilder out) {
        out.append(CSI).append(number);
        if (press.modifiers() != 0) {
            out.append(';').append(press.parameter());
        }
        out.append('~');
    }

    private static void keypad(Press press, Key.Keypad keypad, boolean application, StringBuilder out) {
        alt(press, out);
        if (application) {
            out.append(SS3).append(keypad.letter());
        } else {
            out.append(keypad.character());
        }
    }
}
