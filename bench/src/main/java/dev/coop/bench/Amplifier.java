package dev.coop.bench;

import java.nio.charset.StandardCharsets;

/** Short sequences that make the terminal work hardest for each of their bytes: the slowest of some thousand combinations. */
enum Amplifier {
    REPEAT("a character repeated", "", "x\033[65535b"),
    REPEAT_INSERTING("a wide link repeated in insert mode", "\033[4h\033]8;;http://a.b/\007\033[44m", "漢\033[65535b"),
    REPEAT_BETWEEN_MARGINS("a character repeated, two columns", "\033[44m\033[?69h\033[1;2s", "x\033[65535b"),
    SCROLL_BETWEEN_MARGINS("line feeds, half the columns", "\033[44m\033#8\033[?69h\033[1;100s\033[50H", "\n"),
    ALIGNMENT("alignment pattern", "", "\033#8"),
    ERASE_COLOURED("the screen erased in a colour", "\033[44m", "\033[2J"),
    ERASE_UNPROTECTED("the screen erased selectively", "\033[44m", "\033[?2J"),
    SCROLL_COLOURED("a coloured screen into the history", "\033[44m", "\033[65535S"),
    ALTERNATE_AND_RESET("alternate screen and reset", "", "\033[?47h\033c"),
    COLOUR_QUESTIONS("questions for colours", "", "\033]4;1;?;2;?;3;?;4;?;5;?\007");

    private final String label;
    private final String before;
    private final String repeated;

    Amplifier(String label, String before, String repeated) {
        this.label = label;
        this.before = before;
        this.repeated = repeated;
    }

    byte[] before() {
        return before.getBytes(StandardCharsets.UTF_8);
    }

    /** The sequence again and again: about so many bytes, and only whole ones. */
    byte[] repeated(int bytes) {
        int length = repeated.getBytes(StandardCharsets.UTF_8).length;
        return repeated.repeat(Math.max(1, bytes / length)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return label;
    }
}
