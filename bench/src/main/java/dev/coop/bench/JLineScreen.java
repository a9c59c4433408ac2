package dev.coop.bench;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jline.builtins.ScreenTerminal;

/** JLine's {@code ScreenTerminal}. It takes characters, so the bytes are decoded on the way, as its users have to do. */
final class JLineScreen {
    /** What a block may leave behind when it cuts a character; the next block begins with it. */
    private static final int CUT_CHARACTER_BYTES = 3;

    private final byte[] chunk;
    private final int blockBytes;

    JLineScreen(byte[] chunk, int blockBytes) {
        this.chunk = chunk;
        this.blockBytes = blockBytes;
    }

    /** Feeds the chunk so many times to one screen. Every round has a new one: the history has no bound. */
    Throughput run(int passes) throws Exception {
        ScreenTerminal screen = new ScreenTerminal(RawPty.COLUMNS, RawPty.ROWS);
        return Throughput.of((long) chunk.length * passes, () -> {
            for (int pass = 0; pass < passes; pass++) {
                feed(screen);
            }
        });
    }

    private void feed(ScreenTerminal screen) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer characters = CharBuffer.allocate(blockBytes + CUT_CHARACTER_BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(chunk);
        for (int from = 0; from < chunk.length; from += blockBytes) {
            bytes.limit(Math.min(from + blockBytes, chunk.length));
            CoderResult result = decoder.decode(bytes, characters, bytes.limit() == chunk.length);
            if (!result.isUnderflow()) {
                throw new IllegalStateException("a block of bytes became more characters than bytes: " + result);
            }
            screen.write(characters.flip().toString());
            characters.clear();
        }
    }
}
