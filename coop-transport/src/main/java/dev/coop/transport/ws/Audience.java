package dev.coop.transport.ws;

import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The subscribers of one session on one event loop, stream by stream. A stream that nobody here subscribes to is not followed. */
final class Audience {
    private final EventLoop loop;
    private final Session session;
    private final SessionFrames frames;
    private final OutputFrames.Scratch scratch;
    private final ByteBufAllocator allocator;
    private @Nullable OutputCrowd output;
    private @Nullable EventCrowd events;
    private @Nullable ScreenCrowd screens;

    Audience(
            EventLoop loop,
            Session session,
            SessionFrames frames,
            OutputFrames.Scratch scratch,
            ByteBufAllocator allocator) {
        this.loop = loop;
        this.session = session;
        this.frames = frames;
        this.scratch = scratch;
        this.allocator = allocator;
    }

    Session session() {
        return session;
    }

    OutputCrowd output() {
        if (output == null) {
            output = new OutputCrowd(loop, session, frames.output, scratch, allocator);
        }
        return output;
    }

    EventCrowd events() {
        if (events == null) {
            events = new EventCrowd(loop, session, frames.events, allocator);
        }
        return events;
    }

    ScreenCrowd screens() {
        if (screens == null) {
            screens = new ScreenCrowd(loop, session, frames.screens);
        }
        return screens;
    }

    /** Gives up what nobody follows any more. */
    void tidy() {
        if (output != null && output.isEmpty()) {
            output.close();
            output = null;
        }
        if (events != null && events.isEmpty()) {
            events.close();
            events = null;
        }
        if (screens != null && screens.isEmpty()) {
            screens.close();
            screens = null;
        }
    }

    boolean isEmpty() {
        return output == null && events == null && screens == null;
    }
}
