package dev.coop.transport.ws;

import dev.coop.core.api.Channel;
import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventRead;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/** Subscribers of what happens to a session: a position is an event's number. */
final class EventCrowd extends Crowd<EventCrowd.Subscriber> {
    /** Events in one turn: a read costs less than a microsecond, a frame a few. */
    private static final int EVENTS_A_TURN = 64;

    /** One client. */
    static final class Subscriber extends Crowd.Member {
        private final EventCursor<SessionEvent> cursor;

        Subscriber(Outlet outlet, EventCursor<SessionEvent> cursor) {
            super(outlet);
            this.cursor = cursor;
        }

        long position() {
            return cursor.position();
        }

        void close() {
            cursor.close();
        }
    }

    private final Session session;
    private final EventFrames frames;
    private final ByteBufAllocator allocator;
    private final EventCursor<SessionEvent> wakeUp;

    EventCrowd(EventLoop loop, Session session, EventFrames frames, ByteBufAllocator allocator) {
        super(loop);
        this.session = session;
        this.frames = frames;
        this.allocator = allocator;
        this.wakeUp = session.events().cursor(session.events().last());
    }

    /** The wake-up's own cursor goes ahead: it must not be woken by what the subscribers are about to read. */
    @Override
    void look() {
        while (true) {
            switch (wakeUp.read()) {
                case EventRead.Event<SessionEvent> _, EventRead.Gap<SessionEvent> _ -> {}
                case EventRead.NothingYet<SessionEvent> _, EventRead.End<SessionEvent> _ -> {
                    return;
                }
            }
        }
    }

    @Override
    Served serve(Subscriber subscriber) {
        for (int i = 0; i < EVENTS_A_TURN; i++) {
            if (!subscriber.outlet.isReady()) {
                return Served.SLOW;
            }
            switch (subscriber.cursor.read()) {
                case EventRead.Event<SessionEvent> event -> subscriber.outlet.write(frames.of(event));
                case EventRead.Gap<SessionEvent>(long from, long to) -> tellGap(subscriber, from, to);
                case EventRead.NothingYet<SessionEvent> _ -> {
                    if (subscriber.cursor.position() >= wakeUp.position()) {
                        return Served.CAUGHT_UP;
                    }
                    // It is being fetched from the log, which wakes whoever asked for it.
                    if (subscriber.cursor.onReady(() -> serveSoon(subscriber))) {
                        return Served.SLOW;
                    }
                }
                case EventRead.End<SessionEvent> _ -> {
                    return Served.ENDED;
                }
            }
        }
        return Served.MORE;
    }

    private void tellGap(Subscriber subscriber, long from, long to) {
        subscriber.outlet.writeGap(Frames.text(allocator, Wire.gap(Channel.STATE.name(), from, to + 1)));
        Session.Now now = session.now();
        if (now.sinceSeq() >= from && now.sinceSeq() <= to) {
            // The state itself must not be what was lost.
            subscriber.outlet.write(Frames.text(allocator, Wire.now(session, now)));
        }
    }

    @Override
    boolean onMore(Runnable wake) {
        return wakeUp.onReady(wake);
    }

    @Override
    public void close() {
        wakeUp.close();
    }
}
