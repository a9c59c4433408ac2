package dev.coop.core.vt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** What a program could print: text, sequences of all kinds, broken ones and plain noise. */
final class RandomOutput {
    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnprstu~q";
    private static final List<String> WORDS = List.of(
            "x",
            "hello world",
            "漢字",
            "e\u0301",
            "👨‍👩‍👧",
            "\u0301",
            "\u200d",
            "\r\n",
            "\n",
            "\b",
            "\t",
            "\0337",
            "\0338",
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
            "\033[?2026h",
            "\033[?6h",
            "\033[4h",
            "\033[4l",
            "\033[?7l",
            "\033[?7h",
            "\033]0;title\007",
            "\033]2;漢\033\\",
            "\033Pdcs\033\\",
            "\033[38:2::1:2:3m",
            "\033[48;5;9m",
            "\033(0",
            "\033(B",
            "\033)0",
            "\016",
            "\017",
            "\033n",
            "\033N",
            "\033[?69h",
            "\033[?69h\033[3;9s",
            "\033[?69l",
            "\033[1\"q",
            "\033[0\"q",
            "\033[?J",
            "\033[?1K",
            "\033[2;5r",
            "\033[5b",
            "\033#8",
            "\033[!p",
            "\033[?2027h",
            "\033[?2027l",
            "🇩🇪",
            "❤️",
            "👍🏽",
            "\033]8;id=1;http://a.b/\007",
            "\033]8;;\007",
            "\033[4:3;58:2::9:8:7m",
            "\033[59m",
            "\033[>5u",
            "\033[<u",
            "\033[=3;2u",
            "\033[3 q",
            "\033P$qm\033\\");

    static byte[] bytes(SplittableRandom random, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < count) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 ->
                    out.writeBytes(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
                case 3, 4 -> {
                    StringBuilder csi = new StringBuilder("\033[");
                    for (int i = random.nextInt(4); i > 0; i--) {
                        csi.append(random.nextInt(30)).append(random.nextInt(8) == 0 ? ':' : ';');
                    }
                    csi.append(random.nextInt(30)).append(FINALS.charAt(random.nextInt(FINALS.length())));
                    out.writeBytes(csi.toString().getBytes(StandardCharsets.UTF_8));
                }
                default -> {
                    for (int i = random.nextInt(6); i > 0; i--) {
                        out.write(random.nextInt(256));
                    }
                }
            }
        }
        return out.toByteArray();
    }
}
