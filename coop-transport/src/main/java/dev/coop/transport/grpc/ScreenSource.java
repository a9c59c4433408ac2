package dev.coop.transport.grpc;

import dev.coop.core.session.ScreenCursor;
import dev.coop.core.session.Session;
import dev.coop.core.vt.Snapshot;
import dev.coop.proto.v1.ScreenSnapshot;
import io.netty.channel.EventLoop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The screen, first as it is and then whenever it has changed; a slow client gets the newest. */
final class ScreenSource implements Source<ScreenSnapshot> {
    private final Session session;
    private final EventLoop loop;
    private final ScreenCursor changes;
    private final SessionEnd end;
    private boolean asked;
    private boolean begun;
    private @Nullable Snapshot first;
    private @Nullable Throwable failure;

    ScreenSource(Session session, EventLoop loop) {
        this.session = session;
        this.loop = loop;
        changes = session.screens().cursor();
        end = new SessionEnd(session);
    }

    @Override
    public Next<ScreenSnapshot> next(Runnable wake) {
        return begun ? nextChange(wake) : begin(wake);
    }

    private Next<ScreenSnapshot> begin(Runnable wake) {
        if (failure != null) {
            throw new IllegalStateException("the screen can't be had", failure);
        }
        if (first != null) {
            Snapshot screen = first;
            first = null;
            begun = true;
            return new Next.Message<>(ScreenMethods.snapshot(screen));
        }
        if (!asked) {
            asked = true;
            var _ = session.snapshot()
                    .whenCompleteAsync(
                            (snapshot, problem) -> {
                                first = snapshot;
                                failure = problem;
                                wake.run();
                            },
                            loop);
        }
        return new Next.NothingYet<>();
    }

    private Next<ScreenSnapshot> nextChange(Runnable wake) {
        while (true) {
            Optional<Snapshot> changed = changes.read();
            if (changed.isPresent()) {
                return new Next.Message<>(ScreenMethods.snapshot(changed.get()));
            }
            if (end.reached(wake)) {
                return new Next.End<>();
            }
            if (changes.onReady(wake)) {
                return new Next.NothingYet<>();
            }
        }
    }

    @Override
    public void close() {
        changes.close();
        end.close();
    }
}
