package dev.coop.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * What programs write, made from a fixed seed: the same bytes on every machine, and no data files to keep.
 *
 * <p>Each is a chunk of about {@value #CHUNK_BYTES} bytes that is repeated as often as a figure needs.
 */
enum Workload {
    PLAIN("plain lines") {
        @Override
        void append(StringBuilder text, SplittableRandom random) {
            PlainText.line(text, random);
        }
    },
    TUI("TUI redraw") {
        @Override
        void append(StringBuilder text, SplittableRandom random) {
            TuiFrames.frame(text, random);
        }
    },
    CJK("CJK + emoji") {
        @Override
        void append(StringBuilder text, SplittableRandom random) {
            PlainText.wideLine(text, random);
        }
    },
    CSI("CSI-dense") {
        @Override
        void append(StringBuilder text, SplittableRandom random) {
            ShortSequences.one(text, random);
        }
    };

    /** 4 MiB: far more than the caches of a core, so that no reader profits from bytes that are still warm. */
    static final int CHUNK_BYTES = 4 << 20;

    private static final long SEED = 7;

    private final String label;

    Workload(String label) {
        this.label = label;
    }

    /** Appends the next line, frame or sequence. */
    abstract void append(StringBuilder text, SplittableRandom random);

    /** The chunk as a terminal receives it: lines end with CR LF. */
    byte[] chunk() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder text = new StringBuilder(CHUNK_BYTES);
        for (int bytes = 0; bytes < CHUNK_BYTES; ) {
            int before = text.length();
            append(text, random);
            bytes += text.substring(before).getBytes(StandardCharsets.UTF_8).length;
        }
        return text.toString();
    }

    /**
     * A file that holds the chunk again and again, about so many bytes in all, as a program writes them: lines end with LF
     * alone, and the terminal's line discipline puts the CR back.
     */
    WorkloadFile toFile(long bytes) throws IOException {
        String text = text();
        byte[] written = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
        long repeats = Math.max(1, bytes / written.length);
        return WorkloadFile.repeat(written, repeats, repeats * text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public String toString() {
        return label;
    }
}
