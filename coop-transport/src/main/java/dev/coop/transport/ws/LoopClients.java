package dev.coop.transport.ws;

import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The WebSockets of one event loop. One timer looks after all of them, and there is none while there are none. */
final class LoopClients {
    private final EventLoop loop;
    private final FrameStore store;
    private final ByteBufAllocator allocator;
    private final Duration sweep;
    private final OutputFrames.Scratch scratch = new OutputFrames.Scratch();
    private final Map<Session, Audience> audiences = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> sweeping;

    LoopClients(EventLoop loop, FrameStore store, ByteBufAllocator allocator, Duration sweep) {
        this.loop = loop;
        this.store = store;
        this.allocator = allocator;
        this.sweep = sweep;
    }

    void add(Connection connection) {
        connections.add(connection);
        if (sweeping == null) {
            sweeping = loop.scheduleWithFixedDelay(
                    this::lookAfterAll, sweep.toNanos(), sweep.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void remove(Connection connection) {
        connections.remove(connection);
        if (connections.isEmpty() && sweeping != null) {
            sweeping.cancel(false);
            sweeping = null;
        }
    }

    /** Those that are open now. */
    List<Connection> connections() {
        return List.copyOf(connections);
    }

    private void lookAfterAll() {
        long now = System.nanoTime();
        new ArrayList<>(connections).forEach(connection -> connection.lookAfter(now));
    }

    /** To be told with {@link #tidy} when one of its streams has lost a subscriber. */
    Audience audience(Session session) {
        return audiences.computeIfAbsent(session, s -> new Audience(loop, s, store.take(s), scratch, allocator));
    }

    void tidy(Audience audience) {
        audience.tidy();
        if (audience.isEmpty() && audiences.remove(audience.session(), audience)) {
            store.giveBack(audience.session());
        }
    }
}
