package dev.coop.transport.ws;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.api.Channel;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.core.session.Session;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one connection subscribes to: streams of one session, each at most once. */
final class Subscriptions {
    /**
     * Where streams begin.
     *
     * @param offset of the output; empty: with what comes
     * @param sinceSeq of the events; empty: with the state as it is now
     */
    record From(Optional<Long> offset, Optional<Long> sinceSeq) {}

    /**
     * What is subscribed to now.
     *
     * @param offset where the output begins, if it is among them
     * @param seq behind which event the events begin, if they are among them
     */
    record Now(
            List<String> channels,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long offset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long seq) {}

    private final LoopClients clients;
    private final Outlet outlet;
    private final ByteBufAllocator allocator;
    private final boolean binary;
    private final int most;
    private @Nullable Audience audience;
    private OutputCrowd.@Nullable Subscriber output;
    private EventCrowd.@Nullable Subscriber events;
    private ScreenCrowd.@Nullable Subscriber screens;

    Subscriptions(LoopClients clients, Outlet outlet, ByteBufAllocator allocator, boolean binary, int most) {
        this.clients = clients;
        this.outlet = outlet;
        this.allocator = allocator;
        this.binary = binary;
        this.most = most;
    }

    /**
     * Adds streams. One that is there already goes on, unless it is told where from.
     *
     * @param told hears what is subscribed to then, before anything of it is sent
     */
    void add(Session session, Set<Channel> channels, From from, Consumer<Now> told) {
        if (audience != null && audience.session() != session) {
            throw Refusal.badField("session", "a connection's subscriptions are of one session")
                    .withHint("unsubscribe first, or open another connection");
        }
        Set<String> after = new HashSet<>(now().channels());
        channels.forEach(channel -> after.add(channel.name()));
        if (after.size() > most) {
            throw Refusal.of(ErrorCode.OVERLOADED, "a connection has at most " + most + " subscriptions")
                    .withField("channels");
        }
        Audience joined = clients.audience(session);
        audience = joined;
        List<Runnable> begin = new ArrayList<>();
        if (channels.contains(Channel.STATE)
                && (events == null || from.sinceSeq().isPresent())) {
            begin.add(events(joined, from.sinceSeq()));
        }
        if (channels.contains(Channel.PTY) && (output == null || from.offset().isPresent())) {
            begin.add(output(joined, from.offset()));
        }
        if (channels.contains(Channel.SCREEN) && screens == null) {
            ScreenCrowd.Subscriber added = joined.screens().subscriber(outlet);
            screens = added;
            begin.add(() -> joined.screens().join(added));
        }
        told.accept(now());
        begin.forEach(Runnable::run);
        clients.tidy(joined);
        if (joined.isEmpty()) {
            audience = null;
        }
    }

    private Runnable output(Audience joined, Optional<Long> offset) {
        long end = joined.session().output().end();
        // Beyond the end begins what a host of the past has sent.
        long begin = offset.filter(wanted -> wanted <= end).orElse(end);
        if (output != null) {
            joined.output().leave(output);
        }
        OutputCrowd.Subscriber added = new OutputCrowd.Subscriber(outlet, binary, begin);
        output = added;
        return () -> joined.output().join(added);
    }

    private Runnable events(Audience joined, Optional<Long> sinceSeq) {
        Session session = joined.session();
        if (events != null) {
            joined.events().leave(events);
            events.close();
        }
        Session.Following watch = session.follow();
        long last = watch.events().position();
        // Beyond the last is what a host of the past has told: of that, too, the state now is the best continuation.
        Optional<Long> since = sinceSeq.filter(seq -> seq <= last);
        EventCrowd.Subscriber added;
        if (since.isPresent()) {
            watch.events().close();
            added = new EventCrowd.Subscriber(outlet, session.events().cursor(since.get()));
        } else {
            added = new EventCrowd.Subscriber(outlet, watch.events());
        }
        events = added;
        return () -> {
            if (since.isEmpty()) {
                outlet.write(Frames.text(allocator, Wire.now(session, watch.now())));
            }
            joined.events().join(added);
        };
    }

    void remove(Set<Channel> channels) {
        Audience left = audience;
        if (left == null) {
            return;
        }
        if (output != null && channels.contains(Channel.PTY)) {
            left.output().leave(output);
            output = null;
        }
        if (events != null && channels.contains(Channel.STATE)) {
            left.events().leave(events);
            events.close();
            events = null;
        }
        if (screens != null && channels.contains(Channel.SCREEN)) {
            left.screens().leave(screens);
            screens = null;
        }
        clients.tidy(left);
        if (output == null && events == null && screens == null) {
            audience = null;
        }
    }

    Now now() {
        List<String> channels = new ArrayList<>();
        if (output != null) {
            channels.add(Channel.PTY.name());
        }
        if (screens != null) {
            channels.add(Channel.SCREEN.name());
        }
        if (events != null) {
            channels.add(Channel.STATE.name());
        }
        return new Now(channels, output == null ? null : output.position(), events == null ? null : events.position());
    }

    /** The session that is subscribed to. */
    Optional<Session> session() {
        return Optional.ofNullable(audience).map(Audience::session);
    }

    /** The client takes more again. */
    void serveAgain() {
        Audience mine = audience;
        if (mine == null) {
            return;
        }
        if (events != null) {
            mine.events().serveAgain(events);
        }
        if (screens != null) {
            mine.screens().serveAgain(screens);
        }
        if (output != null) {
            mine.output().serveAgain(output);
        }
    }

    /** The client was given these bytes as an answer: they need not be pushed to him again. */
    void answered(Session session, long from, long to) {
        if (output != null
                && audience != null
                && audience.session() == session
                && from <= output.position()
                && output.position() < to) {
            output.moveTo(to);
        }
    }

    void close() {
        remove(Set.copyOf(Channel.ALL));
    }
}
