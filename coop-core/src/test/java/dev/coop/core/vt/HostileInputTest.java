package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random terminal output: text, sequences of all kinds, broken ones and plain noise. A failure names its seed.
 */
class HostileInputTest {
    private static final int BYTES = 400_000;
    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnprsu~q";
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
            "\033(0");

    private static byte[] output(SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < BYTES) {
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingThrowsAndTheScreenStaysWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = output(random);
        Terminal terminal = new Terminal(23, 7, 50, new SilentListener());
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, 1 + random.nextInt(64));
            terminal.feed(bytes, at, n);
            at += n;
            if (random.nextInt(200) == 0) {
                terminal.resize(1 + random.nextInt(40), 1 + random.nextInt(12));
            }
            terminal.check();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void splittingTheOutputAnywhereChangesNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = output(random);
        Tty whole = new Tty(40, 10).feed(bytes);
        Tty single = new Tty(40, 10);
        for (byte b : bytes) {
            single.feed(new byte[] {b});
        }
        Tty pieces = new Tty(40, 10);
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, random.nextInt(100));
            pieces.terminal.feed(bytes, at, n);
            at += n;
        }
        for (Tty other : List.of(single, pieces)) {
            assertThat(other.terminal.snapshot()).isEqualTo(whole.terminal.snapshot());
            assertThat(other.terminal.history(1000)).isEqualTo(whole.terminal.history(1000));
            assertThat(other.answers()).isEqualTo(whole.answers());
            assertThat(other.frames).isEqualTo(whole.frames);
        }
    }
}
