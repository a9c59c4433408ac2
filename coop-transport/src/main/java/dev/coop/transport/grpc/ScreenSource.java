package dev.coop.transport.grpc;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventRead;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Resized;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;
import dev.coop.core.vt.Snapshot;
import dev.coop.proto.v1.ScreenSnapshot;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The screen, first as it is and then whenever it has changed, but not more often than the debounce allows. The newest
 * alone is ever waiting: nothing is taken of the screen while the client has no room for it.
 */
final class ScreenSource implements Source<ScreenSnapshot> {
    private final Session session;
    private final EventLoop loop;
    private final long debounceNanos;
    private final byte[] anyByte = new byte[1];
    private final EventCursor<SessionEvent> events;

    /** Stands where the output was when the screen was last asked for. */
    private ByteCursor output;

    private boolean outputOver;
    private boolean removed;
    private boolean changed = true;
    private boolean asked;
    private boolean timing;
    private long askedNanos;
    private @Nullable Snapshot arrived;
    private @Nullable Throwable failure;
    private Look sent = new Look(-1, 0, 0);

    /** Screens of which these are the same, are the same. */
    private record Look(long offset, int columns, int height) {
        static Look of(Snapshot snapshot) {
            return new Look(snapshot.offset(), snapshot.columns(), snapshot.height());
        }
    }

    ScreenSource(Session session, EventLoop loop, Duration debounce) {
        this.session = session;
        this.loop = loop;
        debounceNanos = debounce.toNanos();
        askedNanos = System.nanoTime() - debounceNanos;
        events = session.events().cursor(session.events().last());
        output = session.output().cursor(session.output().end());
    }

    @Override
    public Next<ScreenSnapshot> next(Runnable wake) {
        if (failure != null) {
            throw new IllegalStateException("the screen can't be had", failure);
        }
        if (arrived != null) {
            Snapshot snapshot = arrived;
            arrived = null;
            Look look = Look.of(snapshot);
            if (!look.equals(sent)) {
                sent = look;
                return new Next.Message<>(ScreenMethods.snapshot(snapshot));
            }
        }
        if (!asked && isChanged(wake)) {
            askInTime(wake);
        }
        return removed && !asked && !changed ? new Next.End<>() : new Next.NothingYet<>();
    }

    private boolean isChanged(Runnable wake) {
        // Both, so that both wake.
        boolean resized = isResized(wake);
        boolean fed = isFed(wake);
        changed |= resized || fed;
        return changed;
    }

    private boolean isFed(Runnable wake) {
        while (!outputOver) {
            switch (output.read(anyByte, 0, anyByte.length)) {
                case Read.Data _, Read.Gap _ -> {
                    return true;
                }
                case Read.NothingYet _ -> {
                    if (output.onReady(wake)) {
                        return false;
                    }
                }
                case Read.End _ -> outputOver = true;
            }
        }
        return false;
    }

    private boolean isResized(Runnable wake) {
        boolean resized = false;
        while (!removed) {
            switch (events.read()) {
                // What else there is shows on the screen only by its output.
                case EventRead.Event<SessionEvent> found -> resized |= found.event() instanceof Resized;
                case EventRead.Gap<SessionEvent> _ -> resized = true;
                case EventRead.NothingYet<SessionEvent> _ -> {
                    if (events.onReady(wake)) {
                        return resized;
                    }
                }
                case EventRead.End<SessionEvent> _ -> removed = true;
            }
        }
        return resized;
    }

    private void askInTime(Runnable wake) {
        long left = debounceNanos - (System.nanoTime() - askedNanos);
        if (left <= 0) {
            ask(wake);
        } else if (!timing) {
            timing = true;
            var _ = loop.schedule(
                    () -> {
                        timing = false;
                        wake.run();
                    },
                    left,
                    TimeUnit.NANOSECONDS);
        }
    }

    private void ask(Runnable wake) {
        changed = false;
        asked = true;
        askedNanos = System.nanoTime();
        output.close();
        output = session.output().cursor(session.output().end());
        var _ = session.snapshot()
                .whenCompleteAsync(
                        (snapshot, problem) -> {
                            asked = false;
                            arrived = snapshot;
                            failure = problem;
                            wake.run();
                        },
                        loop);
    }

    @Override
    public void close() {
        output.close();
        events.close();
    }
}
