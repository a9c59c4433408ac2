package dev.coop.bench;

import java.util.SplittableRandom;

/**
 * Almost nothing but short control sequences, with zero to three letters between them: what is left when the fast way
 * for runs of text does not help.
 */
final class ShortSequences {
    private static final String LETTERS = "abcdefghijklmnop";

    private ShortSequences() {}

    static void one(StringBuilder text, SplittableRandom random) {
        text.append("\033[");
        sequence(text, random);
        PlainText.letters(text, random, LETTERS, random.nextInt(4));
    }

    /** Shares in a thousand. Erasing to the end of the screen is rare, as in programs: it costs 200 times a line's erasing. */
    private static void sequence(StringBuilder text, SplittableRandom random) {
        int kind = random.nextInt(1000);
        if (kind < 450) {
            move(text, random);
        } else if (kind < 750) {
            text.append(random.nextInt(8) == 0 ? 0 : random.nextInt(30, 38)).append('m');
        } else if (kind < 870) {
            text.append(random.nextBoolean() ? "K" : "1K");
        } else if (kind < 900) {
            text.append(random.nextInt(1, 9)).append('X');
        } else if (kind < 980) {
            text.append(random.nextInt(1, 5)).append(random.nextBoolean() ? '@' : 'P');
        } else if (kind < 999) {
            text.append(random.nextBoolean() ? 'L' : 'M');
        } else {
            text.append('J');
        }
    }

    private static void move(StringBuilder text, SplittableRandom random) {
        switch (random.nextInt(4)) {
            case 0 ->
                text.append(random.nextInt(1, 51))
                        .append(';')
                        .append(random.nextInt(1, 201))
                        .append('H');
            case 1 -> text.append(random.nextInt(1, 201)).append('G');
            case 2 -> text.append(random.nextInt(1, 51)).append('d');
            default -> text.append(random.nextInt(1, 10)).append("ABCD".charAt(random.nextInt(4)));
        }
    }
}
