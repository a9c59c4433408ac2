package dev.coop.bench;

import java.util.SplittableRandom;

/**
 * Full redraws as full-screen programs write them: each frame inside a synchronized update, every row addressed, a
 * style for every few letters (256 colours, true colour, the basic ones, reset), now and then a jump.
 */
final class TuiFrames {
    private static final String LETTERS = "abcdefghij klmnop{}();=";
    private static final int ROWS = 50;
    private static final int COLUMNS = 198;

    private TuiFrames() {}

    static void frame(StringBuilder text, SplittableRandom random) {
        text.append("\033[?2026h\033[H");
        for (int row = 1; row <= ROWS; row++) {
            text.append("\033[").append(row).append(";1H\033[0m│");
            for (int column = 1; column < COLUMNS; ) {
                int run = Math.min(random.nextInt(2, 10), COLUMNS - column);
                style(text, random);
                PlainText.letters(text, random, LETTERS, run);
                column += run;
                if (random.nextInt(20) == 0) {
                    text.append("\033[")
                            .append(row)
                            .append(';')
                            .append(column + 1)
                            .append('H');
                }
            }
            text.append("\033[K");
        }
        text.append("\033[").append(ROWS).append(";3H\033[?25h\033[?2026l");
    }

    private static void style(StringBuilder text, SplittableRandom random) {
        switch (random.nextInt(4)) {
            case 0 -> text.append("\033[38;5;").append(random.nextInt(16, 256)).append('m');
            case 1 ->
                text.append("\033[38;2;")
                        .append(random.nextInt(256))
                        .append(';')
                        .append(random.nextInt(256))
                        .append(';')
                        .append(random.nextInt(256))
                        .append(";48;5;")
                        .append(random.nextInt(256))
                        .append('m');
            case 2 -> text.append("\033[1;").append(random.nextInt(30, 38)).append('m');
            default -> text.append("\033[22;39;49m");
        }
    }
}
