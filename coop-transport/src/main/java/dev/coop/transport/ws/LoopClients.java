package dev.coop.transport.ws;

import dev.coop.core.session.Session;
import dev.coop.transport.Sweep;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The WebSockets of one event loop. One timer looks after all of them, and there is none while there are none. */
final class LoopClients {
    private final EventLoop loop;
    private final FrameStore store;
    private final ByteBufAllocator allocator;
    private final Sweep sweep;
    private final OutputFrames.Scratch scratch = new OutputFrames.Scratch();
    private final Map<Session, Audience> audiences = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();

    LoopClients(EventLoop loop, FrameStore store, ByteBufAllocator allocator, Duration sweep) {
        this.loop = loop;
        this.store = store;
        this.allocator = allocator;
        this.sweep = new Sweep(loop, sweep, this::lookAfterAll);
    }

    void add(Connection connection) {
        connections.add(connection);
        sweep.start();
    }

    void remove(Connection connection) {
        connections.remove(connection);
        if (connections.isEmpty()) {
            sweep.stop();
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
