package dev.coop.transport.ws;

import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The frames of sessions that somebody subscribes to; those of others cost nothing. Used by all event loops. */
final class FrameStore {
    private static final class Entry {
        private final SessionFrames frames;
        private int users;

        Entry(SessionFrames frames) {
            this.frames = frames;
        }
    }

    private final ByteBufAllocator allocator;
    private final Map<Session, Entry> entries = new HashMap<>();

    FrameStore(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** To be given back as often as it is taken. */
    synchronized SessionFrames take(Session session) {
        Entry entry = entries.computeIfAbsent(session, s -> new Entry(new SessionFrames(s, allocator)));
        entry.users++;
        return entry.frames;
    }

    synchronized void giveBack(Session session) {
        Entry entry = entries.get(session);
        if (entry != null && --entry.users == 0) {
            entries.remove(session);
            entry.frames.close();
        }
    }

    /** If anybody subscribes to it. */
    synchronized Optional<SessionFrames> of(Session session) {
        return Optional.ofNullable(entries.get(session)).map(entry -> entry.frames);
    }
}
