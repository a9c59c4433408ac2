package dev.coop.transport.ws;

import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;

/** What is pushed of one session, as frames that all event loops share. */
final class SessionFrames implements AutoCloseable {
    final OutputFrames output;
    final EventFrames events;
    final ScreenFrames screens;

    SessionFrames(Session session, ByteBufAllocator allocator) {
        output = new OutputFrames(session, allocator);
        events = new EventFrames(session, allocator);
        screens = new ScreenFrames(allocator);
    }

    @Override
    public void close() {
        output.close();
        events.close();
        screens.close();
    }
}
