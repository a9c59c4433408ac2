package dev.coop.core.session;

import dev.coop.core.vt.Snapshot;
import java.util.Optional;

/**
 * A subscriber's place in a {@link ScreenFeed}: which screen it saw last. One that does not ask costs nothing.
 *
 * <p>Used by one thread at a time; only {@link #close()} may come from any. To be closed when done.
 */
public final class ScreenCursor implements AutoCloseable {
    private final ScreenFeed feed;

    // Guarded by the feed.
    long seen;
    boolean closed;

    ScreenCursor(ScreenFeed feed, long seen) {
        this.feed = feed;
        this.seen = seen;
    }

    /** The newest screen, if it is another than the one read last. */
    public Optional<Snapshot> read() {
        return feed.read(this);
    }

    /**
     * Has {@code wake} called once when a read has something to say. To be called again, ask again. It is called on
     * the way to the other subscribers, so it has to be quick and must not wait.
     *
     * @return false when there is something already: then {@code wake} is not called
     */
    public boolean onReady(Runnable wake) {
        return feed.await(this, wake);
    }

    /** A callback asked for is not called any more, but for one that is under way. */
    @Override
    public void close() {
        feed.close(this);
    }
}
