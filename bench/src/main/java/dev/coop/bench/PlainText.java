package dev.coop.bench;

import java.util.SplittableRandom;

/** Lines of text without a single escape sequence: a build log, and prose in wide characters. */
final class PlainText {
    private static final String WORD_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_-./";
    private static final String WIDE = "漢字仮名交じり文한국어텍스트中文终端模拟器测试데이터日本語";
    /** Single emoji, joined and toned ones, a flag, a variation selector, and Latin letters with marks of both forms. */
    private static final String[] CLUSTERS = {"😀", "🚀", "👨‍👩‍👧", "👍🏽", "🇯🇵", "❤️", "e\u0301", "ü"};

    private PlainText() {}

    static void line(StringBuilder text, SplittableRandom random) {
        int words = random.nextInt(3, 19);
        for (int word = 0; word < words; word++) {
            if (word > 0) {
                text.append(' ');
            }
            letters(text, random, WORD_LETTERS, random.nextInt(2, 12));
        }
        text.append("\r\n");
    }

    static void wideLine(StringBuilder text, SplittableRandom random) {
        int characters = random.nextInt(10, 61);
        for (int i = 0; i < characters; i++) {
            if (random.nextInt(10) == 0) {
                text.append(CLUSTERS[random.nextInt(CLUSTERS.length)]);
            } else {
                letters(text, random, WIDE, 1);
            }
        }
        text.append("\r\n");
    }

    static void letters(StringBuilder text, SplittableRandom random, String from, int count) {
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
    }
}
