package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Random output that is short enough to be read when terminals disagree about it. */
final class ComparableOutput {
    private static final int COLUMNS = 16;
    private static final int ROWS = 6;
    static final int MAX_PIECES = 30;

    /** Few different words in one output make it likelier that they meet. */
    private static final int MAX_WORDS = 12;

    /** Control functions that take a count, a position or a choice. */
    private static final List<String> FINALS = "@ABCDEFGHIJKLMPSTXZ`abdefgmru"
            .chars()
            .mapToObj(Character::toString)
            .toList();

    private static final List<String> WORDS = List.of(
            "x",
            "hello",
            "the quick brown fox jumps",
            "漢字",
            "漢",
            "é",
            "e\u0301",
            "\r\n",
            "\n",
            "\r",
            "\b",
            "\t",
            "\0337",
            "\0338",
            "\033D",
            "\033E",
            "\033H",
            "\033M",
            "\0336",
            "\0339",
            "\033[ @",
            "\033[2 A",
            "\033['}",
            "\033[2'~",
            "\033c",
            "\033[?1049h",
            "\033[?1049l",
            "\033[?47h",
            "\033[?47l",
            "\033[?6h",
            "\033[?6l",
            "\033[4h",
            "\033[4l",
            "\033[20h",
            "\033[20l",
            "\033[?7l",
            "\033[?7h",
            "\033[?69h\033[3;9s",
            "\033[?69l",
            "\033[?2026h",
            "\033[?2026l",
            "\033[?2027h",
            "\033[2;5r",
            "\033[2;4r",
            "\033[r",
            "\033[6;1H",
            "\033[3;16H",
            "\033[!p",
            "\033#8",
            "\033(0",
            "\033(B",
            "\033)0",
            "\016",
            "\017",
            "lqk~",
            "\033[1\"q",
            "\033[0\"q",
            "\033[?J",
            "\033[?K",
            "\033[?1K",
            "\033]0;title\007",
            "\033]8;;http://a.b/\007",
            "\033]8;;\007",
            "\033Pdcs\033\\",
            "\033_apc\033\\",
            "\033[1;31m",
            "\033[44m",
            "\033[7m",
            "\033[m",
            "\033[38;5;200m",
            "\033[48:2::1:2:3m",
            "\033[4:3m",
            "\033[53m",
            "👍",
            "❤️",
            "👍🏽",
            "🇩🇪",
            "👨‍👩‍👧");

    private ComparableOutput() {}

    /** Words and functions that {@code allowed} refuses are left out. */
    static Output of(long seed, Predicate<String> allowed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> words = some(random, WORDS);
        List<String> finals = some(random, FINALS);
        List<String> pieces = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_PIECES);
        while (pieces.size() < count) {
            String piece = random.nextInt(5) < 3
                    ? words.get(random.nextInt(words.size()))
                    : sequence(random, finals.get(random.nextInt(finals.size())));
            if (allowed.test(piece)) {
                pieces.add(piece);
            } else {
                count--;
            }
        }
        return new Output("seed " + seed, COLUMNS, ROWS, pieces);
    }

    /** On a screen of the same size. */
    static Output whole(String name, String text) {
        return new Output(name, COLUMNS, ROWS, List.of(text));
    }

    private static List<String> some(SplittableRandom random, List<String> all) {
        return random.ints(MAX_WORDS, 0, all.size()).mapToObj(all::get).toList();
    }

    private static String sequence(SplittableRandom random, String end) {
        String parameters = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> random.nextInt(8) + ";" + random.nextInt(20);
            default -> String.valueOf(random.nextInt(8));
        };
        return "\033[" + parameters + end;
    }
}
