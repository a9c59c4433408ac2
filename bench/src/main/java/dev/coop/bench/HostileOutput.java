package dev.coop.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What no program means to print: random sequences, noise, and real recordings with mistakes in them. */
final class HostileOutput {
    private static final int BLOCK_BYTES = 4096;
    private static final int MAX_MISTAKES = 12;

    private static final List<String> WORDS = List.of(
            "x",
            "hello world ",
            "漢字",
            "e\u0301",
            "\u200d",
            "👨‍👩‍👧",
            "🇩🇪",
            "❤️",
            "👍🏽",
            "\r\n",
            "\n",
            "\b",
            "\t",
            "\016",
            "\017",
            "\0337",
            "\0338",
            "\033D",
            "\033M",
            "\033H",
            "\0336",
            "\0339",
            "\033[ @",
            "\033[65535 A",
            "\033[3'}",
            "\033[65535'~",
            "\033c",
            "\033N",
            "\033n",
            "\033(0",
            "\033(B",
            "\033#8",
            "\033[!p",
            "\033[?1049h",
            "\033[?1049l",
            "\033[?47h",
            "\033[?69h\033[3;9s",
            "\033[?69l",
            "\033[?2026h",
            "\033[?2026l",
            "\033[?2027h",
            "\033[?2027l",
            "\033[?6h",
            "\033[?7l",
            "\033[?7h",
            "\033[4h",
            "\033[4l",
            "\033[2;5r",
            "\033[1\"q",
            "\033]0;title\007",
            "\033]8;id=1;http://a.b/\007",
            "\033]8;;\007",
            "\033[4:3;58:2::9:8:7m",
            "\033[48;5;9m",
            "\033[38:2::1:2:3m",
            "\033[m",
            "\033[>5u",
            "\033[<u",
            "\033P$qm\033\\",
            "\033_apc",
            "\033[65535b",
            "漢\033[65535b",
            "\033[?69h\033[1;2sx\033[65535b",
            "\033[?69h\033[2;40s",
            "\033#8\033[65535S",
            "\033[65535T",
            "\033[65535L",
            "\033[65535M",
            "\033[65535@",
            "\033[65535P",
            "\033[65535X",
            "\033[65535I",
            "\033[65535Z",
            "\033[3g",
            "\033[?2J",
            "\033[44m\033[2J",
            "\033[?47h\033c",
            "\033[?40h\033[?3h",
            "\033]4;1;?;2;?;3;?\007",
            "\033[3J");

    private final List<byte[]> recordings = new ArrayList<>();

    /** Casts are read as they are: what is JSON in them is noise like any other. */
    HostileOutput(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cast")).sorted().toList()) {
                String text = Files.readString(file)
                        .replace("\\u001b", "\033")
                        .replace("\\r", "\r")
                        .replace("\\n", "\n");
                recordings.add(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (recordings.isEmpty()) {
            throw new IOException("no recordings in " + directory);
        }
    }

    byte[] next(SplittableRandom random) {
        byte[] block = random.nextBoolean() ? generated(random) : recorded(random);
        for (int i = random.nextInt(MAX_MISTAKES); i > 0; i--) {
            mistake(random, block);
        }
        return block;
    }

    private static byte[] generated(SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(BLOCK_BYTES + 64);
        while (out.size() < BLOCK_BYTES) {
            String piece = random.nextInt(5) < 3 ? WORDS.get(random.nextInt(WORDS.size())) : sequence(random);
            out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String sequence(SplittableRandom random) {
        StringBuilder csi = new StringBuilder("\033[");
        for (int i = random.nextInt(3); i > 0; i--) {
            csi.append(random.nextInt(60)).append(random.nextInt(8) == 0 ? ':' : ';');
        }
        return csi.append(random.nextInt(60))
                .append((char) random.nextInt('@', 0x7f))
                .toString();
    }

    private byte[] recorded(SplittableRandom random) {
        byte[] recording = recordings.get(random.nextInt(recordings.size()));
        int from = random.nextInt(recording.length);
        return Arrays.copyOfRange(recording, from, Math.min(recording.length, from + BLOCK_BYTES));
    }

    private static void mistake(SplittableRandom random, byte[] block) {
        int at = random.nextInt(block.length);
        switch (random.nextInt(3)) {
            case 0 -> block[at] = (byte) random.nextInt();
            case 1 -> block[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                int from = random.nextInt(block.length);
                System.arraycopy(
                        block, from, block, at, Math.min(block.length - Math.max(from, at), random.nextInt(64)));
            }
        }
    }
}
