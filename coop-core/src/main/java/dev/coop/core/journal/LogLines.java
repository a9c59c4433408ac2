package dev.coop.core.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The lines of a file from some position up to a limit, in order. Reads ahead by one buffer. */
final class LogLines {
    private final LogBytes file;
    private final long limit;
    private final ByteBuffer buffer;
    private long position;
    private long lineStart;

    LogLines(LogBytes file, long from, long limit, int bufferBytes) {
        this.file = file;
        this.position = from;
        this.limit = limit;
        this.buffer = ByteBuffer.allocate(bufferBytes).limit(0);
    }

    /** The next line without its line break; empty when no whole line is left. */
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        lineStart = position;
        while (buffer.hasRemaining() || refill()) {
            var from = buffer.position();
            var to = from;
            while (to < buffer.limit() && buffer.get(to) != '\n') {
                to++;
            }
            line.write(buffer.array(), from, to - from);
            var whole = to < buffer.limit();
            var taken = whole ? to + 1 : to;
            position += taken - from;
            buffer.position(taken);
            if (whole) {
                return Optional.of(line.toByteArray());
            }
        }
        return Optional.empty();
    }

    /** Where the line that {@link #next} gave began. */
    long lineStart() {
        return lineStart;
    }

    private boolean refill() throws IOException {
        if (position >= limit) {
            return false;
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), limit - position));
        file.fill(buffer, position);
        buffer.flip();
        return buffer.hasRemaining();
    }
}
