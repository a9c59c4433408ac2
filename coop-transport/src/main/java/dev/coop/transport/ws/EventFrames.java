package dev.coop.transport.ws;

import dev.coop.core.journal.EventRead;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** The events of one session as frames, encoded once for all who keep up; used by all event loops. */
final class EventFrames implements AutoCloseable {
    /** Frames that are kept, some 300 bytes each: a burst of events while one loop is busy. */
    private static final int KEPT = 64;

    private record Kept(long seq, ByteBuf frame) {}

    private final Session session;
    private final ByteBufAllocator allocator;
    private final @Nullable Kept[] kept = new Kept[KEPT];
    private long encoded;

    EventFrames(Session session, ByteBufAllocator allocator) {
        this.session = session;
        this.allocator = allocator;
    }

    /** The caller's own reference. */
    synchronized ByteBuf of(EventRead.Event<SessionEvent> event) {
        int slot = (int) (event.seq() % KEPT);
        Kept there = kept[slot];
        if (there != null && there.seq == event.seq()) {
            return Frames.share(there.frame);
        }
        encoded++;
        ByteBuf frame = Frames.text(allocator, Wire.happened(session, event.seq(), event.event()));
        // Who reads back what is long past must not drive out what everybody is about to read.
        if (there == null || there.seq < event.seq()) {
            kept[slot] = new Kept(event.seq(), Frames.share(frame));
            if (there != null) {
                there.frame.release();
            }
        }
        return frame;
    }

    /** How many frames were made. */
    synchronized long encoded() {
        return encoded;
    }

    @Override
    public synchronized void close() {
        for (int i = 0; i < KEPT; i++) {
            Kept there = kept[i];
            if (there != null) {
                there.frame.release();
                kept[i] = null;
            }
        }
    }
}
