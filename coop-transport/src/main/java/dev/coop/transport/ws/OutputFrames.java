package dev.coop.transport.ws;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The output of one session as frames, read and encoded once for all who come by the same offset; used by all event
 * loops.
 *
 * <p>Those who keep up have the same position and get the same frame. Those who have fallen behind meet again at the
 * offsets that {@link #CHUNK} divides, because no frame reaches over one.
 */
final class OutputFrames implements AutoCloseable {
    /** Bytes of one frame, before base64: so large that a flood costs few frames, so small that no client holds much. */
    static final int CHUNK = 64 << 10;

    /** Frames that are kept while several read: as many as the fast ones are ahead of the slow ones of a moment. */
    private static final int KEPT = 4;

    private static final byte[] PTY = ascii("{\"event\":\"pty\",\"data\":\"");
    private static final byte[] REPLAY = ascii("{\"event\":\"replay\",\"data\":\"");

    /** How bytes look to a client. */
    enum Form {
        JSON,
        /** As the answer to {@code replay:get}: what clients of the wire contract expect behind a gap. */
        JSON_REPLAY,
        /** The offset in eight bytes, then the bytes themselves. */
        BINARY
    }

    /** Where bytes are read and encoded: one for each event loop, so that sessions need none. */
    static final class Scratch {
        private final byte[] raw = new byte[CHUNK];
        private final byte[] text = new byte[base64Length(CHUNK)];
    }

    /** What there is at a position. */
    sealed interface Next {
        /** A frame, now the caller's, with the bytes up to {@code end}. */
        record Chunk(ByteBuf frame, long end) implements Next {}

        /** The bytes up to {@code to} are gone. */
        record Gap(long to) implements Next {}

        record NothingYet() implements Next {}

        record End() implements Next {}
    }

    private record Kept(Form form, long from, Next.Chunk chunk) {}

    private final Session session;
    private final ByteBufAllocator allocator;
    private final @Nullable Kept[] kept = new Kept[KEPT];
    private final ByteCursor reader;
    private int nextKept;
    private int subscribers;
    private long encoded;

    OutputFrames(Session session, ByteBufAllocator allocator) {
        this.session = session;
        this.allocator = allocator;
        this.reader = session.output().cursor(session.output().end());
    }

    synchronized void joined() {
        subscribers++;
    }

    synchronized void left() {
        if (--subscribers <= 1) {
            forget();
        }
    }

    /** What is to be sent to somebody who has everything before {@code position}. */
    synchronized Next next(long position, Form form, Scratch scratch) {
        for (Kept frame : kept) {
            if (frame != null && frame.from == position && frame.form == form) {
                return new Next.Chunk(Frames.share(frame.chunk.frame()), frame.chunk.end());
            }
        }
        reader.moveTo(position);
        int wanted = (int) (CHUNK - position % CHUNK);
        return switch (reader.read(scratch.raw, 0, wanted)) {
            case Read.Data(int count) -> keep(form, position, encode(form, position, count, scratch));
            case Read.Gap(long _, long to) -> new Next.Gap(to);
            case Read.NothingYet() -> new Next.NothingYet();
            case Read.End() -> new Next.End();
        };
    }

    private Next.Chunk keep(Form form, long from, Next.Chunk chunk) {
        if (subscribers > 1) {
            Kept oldest = kept[nextKept];
            if (oldest != null) {
                oldest.chunk.frame().release();
            }
            kept[nextKept] = new Kept(form, from, new Next.Chunk(Frames.share(chunk.frame()), chunk.end()));
            nextKept = (nextKept + 1) % KEPT;
        }
        return chunk;
    }

    private Next.Chunk encode(Form form, long offset, int count, Scratch scratch) {
        encoded++;
        long end = offset + count;
        ByteBuf frame = switch (form) {
            case BINARY -> binary(offset, count, scratch);
            case JSON -> json(PTY, count, "\",\"offset\":" + offset + "}", scratch);
            case JSON_REPLAY ->
                json(
                        REPLAY,
                        count,
                        "\",\"offset\":" + offset + ",\"next_offset\":" + end + ",\"total_written\":"
                                + session.output().end() + "}",
                        scratch);
        };
        return new Next.Chunk(frame, end);
    }

    private ByteBuf binary(long offset, int count, Scratch scratch) {
        ByteBuf frame = allocator.directBuffer(Frames.MAX_HEAD + Long.BYTES + count);
        Frames.writeHead(frame, Frames.BINARY, Long.BYTES + count);
        return frame.writeLong(offset).writeBytes(scratch.raw, 0, count);
    }

    private ByteBuf json(byte[] begin, int count, String rest, Scratch scratch) {
        // The encoder takes whole arrays: only a full chunk, and so a flood, is spared the copy.
        byte[] raw = count == CHUNK ? scratch.raw : Arrays.copyOf(scratch.raw, count);
        int length = Base64.getEncoder().encode(raw, scratch.text);
        int payload = begin.length + length + rest.length();
        ByteBuf frame = allocator.directBuffer(Frames.MAX_HEAD + payload);
        Frames.writeHead(frame, Frames.TEXT, payload);
        frame.writeBytes(begin).writeBytes(scratch.text, 0, length);
        Frames.writeAscii(frame, rest);
        return frame;
    }

    private static int base64Length(int count) {
        return (count + 2) / 3 * 4;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many frames were made. */
    synchronized long encoded() {
        return encoded;
    }

    private void forget() {
        for (Kept frame : kept) {
            if (frame != null) {
                frame.chunk.frame().release();
            }
        }
        Arrays.fill(kept, null);
    }

    @Override
    public synchronized void close() {
        forget();
        reader.close();
    }
}
