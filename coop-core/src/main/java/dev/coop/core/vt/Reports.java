package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The answers to a program's questions. They are fixed texts and numbers of the terminal's own, never text that the
 * program chose: what a program prints must not be able to type.
 */
final class Reports {
    /** A VT220 with ANSI colour. */
    private static final String PRIMARY_ATTRIBUTES = "\033[?62;22c";

    private static final String SECONDARY_ATTRIBUTES = "\033[>1;10;0c";
    private static final String TERTIARY_ATTRIBUTES = "\033P!|00000000\033\\";
    private static final String VERSION = "\033P>|coop\033\\";

    /** Pixels of a cell that nobody sees; programs scale by it. */
    private static final int CELL_WIDTH = 8;

    private static final int CELL_HEIGHT = 16;

    private final Screen screen;
    private final Modes modes;
    private final TerminalListener listener;

    Reports(Screen screen, Modes modes, TerminalListener listener) {
        this.screen = screen;
        this.modes = modes;
        this.listener = listener;
    }

    void primaryAttributes(Params p) {
        if (p.get(0) == 0) {
            answer(PRIMARY_ATTRIBUTES);
        }
    }

    void secondaryAttributes(Params p) {
        if (p.get(0) == 0) {
            answer(SECONDARY_ATTRIBUTES);
        }
    }

    void tertiaryAttributes(Params p) {
        if (p.get(0) == 0) {
            answer(TERTIARY_ATTRIBUTES);
        }
    }

    void version(Params p) {
        if (p.get(0) == 0) {
            answer(VERSION);
        }
    }

    /** DSR. */
    void status(int request) {
        switch (request) {
            case 5 -> answer("\033[0n");
            case 6 -> answer("\033[" + position() + "R");
            default -> {}
        }
    }

    /** DSR in its private form: position, printer (none), user keys (locked), keyboard, locator (none), colour scheme (dark). */
    void privateStatus(int request) {
        switch (request) {
            case 6 -> answer("\033[?" + position() + "R");
            case 15 -> answer("\033[?13n");
            case 25 -> answer("\033[?21n");
            case 26 -> answer("\033[?27;1;0;0n");
            case 55 -> answer("\033[?53n");
            case 996 -> answer("\033[?997;1n");
            default -> {}
        }
    }

    private String position() {
        return (screen.reportedRow() + 1) + ";" + (screen.reportedColumn() + 1);
    }

    /** DECRQM. */
    void mode(int number, boolean isPrivate) {
        answer("\033[" + (isPrivate ? "?" : "") + number + ";" + modes.report(number, isPrivate) + "$y");
    }

    /** XTWINOPS, as far as it asks; titles are answered empty, since the program chose them. */
    void window(int request) {
        int width = screen.columns();
        int height = screen.height();
        switch (request) {
            case 11 -> answer("\033[1t");
            case 13 -> answer("\033[3;0;0t");
            case 14 -> answer("\033[4;" + height * CELL_HEIGHT + ";" + width * CELL_WIDTH + "t");
            case 15 -> answer("\033[5;" + height * CELL_HEIGHT + ";" + width * CELL_WIDTH + "t");
            case 16 -> answer("\033[6;" + CELL_HEIGHT + ";" + CELL_WIDTH + "t");
            case 18 -> answer("\033[8;" + height + ";" + width + "t");
            case 19 -> answer("\033[9;" + height + ";" + width + "t");
            case 20 -> answer("\033]L\033\\");
            case 21 -> answer("\033]l\033\\");
            default -> {}
        }
    }

    void keyboard(int flags) {
        answer("\033[?" + flags + "u");
    }

    /** DECRQSS: a setting by the end of the sequence that sets it. */
    void setting(String of, int cursorStyle) {
        Margins m = screen.margins;
        String value = switch (of) {
            case "m" -> pen();
            case "r" -> (m.top + 1) + ";" + (m.bottom + 1);
            case "s" -> (m.left + 1) + ";" + (m.right + 1);
            case "\"p" -> "62;1";
            case "\"q" -> (screen.cursor.pen & Pen.PROTECTED) == 0 ? "0" : "1";
            case " q" -> Integer.toString(cursorStyle);
            default -> "";
        };
        answer(value.isEmpty() ? "\033P0$r\033\\" : "\033P1$r" + value + of + "\033\\");
    }

    /** DECRQCRA: the request's number, the page (there is one), then top, left, bottom and right. */
    void checksum(Params p) {
        int sum = Checksum.of(screen, p.get(2), p.get(3), p.get(4), p.get(5));
        answer("\033P" + p.get(0) + "!~" + HexFormat.of().withUpperCase().toHexDigits((short) sum) + "\033\\");
    }

    private String pen() {
        StringBuilder sgr = new StringBuilder();
        Sgr.write(sgr, screen.cursor.pen);
        return sgr.substring(2, sgr.length() - 1);
    }

    /** A colour of a fixed, dark scheme, in the way it was asked for: {@code prefix} is {@code 11} or {@code 4;7}. */
    void colour(String prefix, int rgb, boolean bell) {
        answer("\033]" + prefix + ";rgb:" + sixteenBits(rgb >> 16) + "/" + sixteenBits(rgb >> 8) + "/"
                + sixteenBits(rgb) + (bell ? "\007" : "\033\\"));
    }

    /** Eight bits of a colour as X11 writes them in sixteen: twice. */
    private static String sixteenBits(int colour) {
        return HexFormat.of().toHexDigits((byte) colour).repeat(2);
    }

    /** OSC 7501: yes, program status is understood. The answer repeats the question, as the protocol says. */
    void programStatus(boolean bell) {
        answer("\033]7501;?" + (bell ? "\007" : "\033\\"));
    }

    private void answer(String text) {
        listener.answer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
