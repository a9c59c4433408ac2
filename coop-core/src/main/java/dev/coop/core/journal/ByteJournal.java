package dev.coop.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes of which the last {@code capacity} are kept, addressed by absolute offset.
 *
 * <p>One thread at a time appends; any number of {@link ByteCursor}s read at their own pace. A reader never holds the
 * writer up: one that falls more than the capacity behind is told which bytes it lost. Offsets count from 0 and are
 * never reset. The ring is allocated in chunks when first written, so a journal without output holds no memory.
 *
 * <p><b>How reader and writer meet without a lock.</b> Only the writer stores {@link #start} (the oldest byte held) and
 * {@link #end}. To overwrite old bytes it
 *
 * <ol>
 *   <li>stores the new start, then a store fence: nobody sees a new byte in an old place without the new start,
 *   <li>copies the bytes in,
 *   <li>stores the new end, with release: who sees that end sees the bytes, and the chunks, before it.
 * </ol>
 *
 * A reader takes the end, copies what it wants, then a load fence, then looks at the start. If the start has passed the
 * first byte copied, the copy may hold overwritten bytes: it is thrown away and becomes a gap. This is a sequence lock
 * whose sequence number is the start itself, so a copy fails only if bytes it took were given up meanwhile.
 *
 * <p>A block longer than a chunk is published chunk by chunk. The window between start and end never exceeds the
 * capacity, and start never passes end.
 */
public final class ByteJournal {
    /** Bytes: 1 MiB, some hundred full redraws of a large screen. */
    public static final int DEFAULT_CAPACITY = 1 << 20;

    /** Bytes: 1 GiB. More is surely a mistake in the unit, and an index into the ring has to fit an int. */
    public static final int MAX_CAPACITY = 1 << 30;

    /**
     * A chunk has 64 KiB: several reads of a pseudo-terminal, yet small beside the half MiB an idle session may cost.
     */
    private static final int CHUNK_BITS = 16;

    private static final int CHUNK = 1 << CHUNK_BITS;

    private static final VarHandle START;
    private static final VarHandle END;

    static {
        try {
            var lookup = MethodHandles.lookup();
            START = lookup.findVarHandle(ByteJournal.class, "start", long.class);
            END = lookup.findVarHandle(ByteJournal.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WakeList waiting = new WakeList();
    private final int capacity;
    /** Chunk i holds ring indexes from i * CHUNK on; only the last may be shorter than CHUNK. */
    private final byte[] @Nullable [] chunks;

    private volatile long start;
    private volatile long end;
    private volatile boolean closed;

    /** @param capacity how many bytes are kept, 1 to {@link #MAX_CAPACITY} */
    public ByteJournal(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "the capacity of a byte journal is 1 to " + MAX_CAPACITY + " bytes, not " + capacity);
        }
        this.capacity = capacity;
        this.chunks = new byte[(capacity + CHUNK - 1) >>> CHUNK_BITS][];
    }

    /** Appends the bytes and wakes who waits for them. Never waits; does not keep {@code source}. */
    public void append(byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        var done = 0;
        while (done < length) {
            done += appendRun(source, from + done, length - done);
        }
        if (length > 0) {
            // Stands in for the volatile write of the end that the wake list asks for.
            VarHandle.fullFence();
            waiting.wakeAll();
        }
    }

    /** Copies as much as fits into one chunk and returns how much that was. */
    private int appendRun(byte[] source, int from, int length) {
        var at = end;
        var index = (int) (at % capacity);
        var chunk = chunk(index >>> CHUNK_BITS);
        var within = index & (CHUNK - 1);
        var run = Math.min(length, chunk.length - within);
        var oldest = at + run - capacity;
        if (oldest > start) {
            START.setOpaque(this, oldest);
            VarHandle.storeStoreFence();
        }
        System.arraycopy(source, from, chunk, within, run);
        END.setRelease(this, at + run);
        return run;
    }

    private byte[] chunk(int number) {
        var chunk = chunks[number];
        if (chunk == null) {
            chunk = new byte[Math.min(CHUNK, capacity - (number << CHUNK_BITS))];
            chunks[number] = chunk;
        }
        return chunk;
    }

    /**
     * Ends the stream: cursors see {@link Read.End} behind the last byte. To be called by the writer; again has no
     * effect.
     */
    public void close() {
        closed = true;
        waiting.wakeAll();
    }

    /** The offset of the oldest byte held. Bytes may be given up before the caller looks again. */
    public long start() {
        return start;
    }

    /** The offset behind the newest byte: how many bytes were ever appended. */
    public long end() {
        return end;
    }

    /**
     * A cursor that reads from {@code offset} on. If that byte is no longer held, its first read is the gap.
     *
     * @param offset 0 to {@link #end()}
     */
    public ByteCursor cursor(long offset) {
        requireInside(offset);
        return new ByteCursor(this, new WakeBit(waiting), offset);
    }

    void requireInside(long offset) {
        var now = end;
        if (offset < 0 || offset > now) {
            throw new IllegalArgumentException("offset " + offset + " is outside the journal, which has 0 to " + now);
        }
    }

    boolean closed() {
        return closed;
    }

    /**
     * Copies up to {@code length} bytes from {@code offset}, which must not be beyond the end.
     *
     * @return how many; 0 when there are none yet; -1 when the byte at {@code offset} is, or was meanwhile, given up
     */
    int copy(long offset, byte[] target, int from, int length) {
        var count = (int) Math.min(length, end - offset);
        if (offset < start) {
            return -1;
        }
        var done = 0;
        while (done < count) {
            var index = (int) ((offset + done) % capacity);
            var chunk = Objects.requireNonNull(chunks[index >>> CHUNK_BITS]);
            var within = index & (CHUNK - 1);
            var run = Math.min(count - done, chunk.length - within);
            System.arraycopy(chunk, within, target, from + done, run);
            done += run;
        }
        VarHandle.loadLoadFence();
        return offset < start ? -1 : count;
    }

    int allocatedChunks() {
        var allocated = 0;
        for (var chunk : chunks) {
            allocated += chunk == null ? 0 : 1;
        }
        return allocated;
    }

    int waitingCursors() {
        return waiting.size();
    }
}
