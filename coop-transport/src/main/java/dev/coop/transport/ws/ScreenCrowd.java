package dev.coop.transport.ws;

import dev.coop.core.session.ScreenCursor;
import dev.coop.core.session.Session;
import dev.coop.core.vt.Snapshot;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** Subscribers of a session's screen: a position is the screen that was shown last. */
final class ScreenCrowd extends Crowd<ScreenCrowd.Subscriber> {
    /** One client. */
    static final class Subscriber extends Crowd.Member {
        private @Nullable Snapshot shown;

        Subscriber(Outlet outlet) {
            super(outlet);
        }
    }

    private final ScreenFrames frames;
    private final ScreenCursor screens;
    private @Nullable Snapshot newest;

    ScreenCrowd(EventLoop loop, Session session, ScreenFrames frames) {
        super(loop);
        this.frames = frames;
        this.screens = session.screens().cursor();
    }

    /** For somebody who knows the screen as it is, or will ask for it. */
    Subscriber subscriber(Outlet outlet) {
        Subscriber subscriber = new Subscriber(outlet);
        subscriber.shown = newest;
        return subscriber;
    }

    @Override
    void look() {
        screens.read().ifPresent(screen -> newest = screen);
    }

    @Override
    Served serve(Subscriber subscriber) {
        if (newest == null || newest.equals(subscriber.shown)) {
            return Served.CAUGHT_UP;
        }
        if (!subscriber.outlet.isReady()) {
            return Served.SLOW;
        }
        subscriber.outlet.write(frames.of(newest));
        subscriber.shown = newest;
        return Served.CAUGHT_UP;
    }

    @Override
    boolean onMore(Runnable wake) {
        return screens.onReady(wake);
    }

    @Override
    public void close() {
        screens.close();
    }
}
