package dev.coop.transport.ws;

import dev.coop.core.vt.Snapshot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** The newest screen of one session as a frame, encoded once for all; used by all event loops. */
final class ScreenFrames implements AutoCloseable {
    private record Kept(Snapshot snapshot, ByteBuf frame) {}

    private final ByteBufAllocator allocator;
    private @Nullable Kept kept;
    private long encoded;

    ScreenFrames(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** The caller's own reference. */
    synchronized ByteBuf of(Snapshot snapshot) {
        if (kept != null && kept.snapshot.equals(snapshot)) {
            return Frames.share(kept.frame);
        }
        encoded++;
        ByteBuf frame = Frames.text(allocator, Wire.screen(snapshot));
        // A loop that comes late with an older screen must not drive out the one that all are about to send.
        if (kept == null || kept.snapshot.offset() <= snapshot.offset()) {
            close();
            kept = new Kept(snapshot, Frames.share(frame));
        }
        return frame;
    }

    /** How many frames were made. */
    synchronized long encoded() {
        return encoded;
    }

    @Override
    public synchronized void close() {
        if (kept != null) {
            kept.frame.release();
            kept = null;
        }
    }
}
