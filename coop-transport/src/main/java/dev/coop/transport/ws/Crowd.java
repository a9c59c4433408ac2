package dev.coop.transport.ws;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subscribers of one stream of one session on one event loop. There is one wake-up for all of them, however many
 * they are; each has a position of its own and is served from there as far as he takes it.
 *
 * <p>Nobody is waited for: one who takes nothing is passed over, and served again when he does. While nobody has caught
 * up there is no wake-up at all.
 */
abstract class Crowd<T extends Crowd.Member> implements AutoCloseable {
    /** One subscriber. */
    abstract static class Member {
        final Outlet outlet;

        Member(Outlet outlet) {
            this.outlet = outlet;
        }
    }

    /** How serving one subscriber ended. */
    enum Served {
        /** He has all there is. */
        CAUGHT_UP,
        /** He takes no more now; his connection says when. */
        SLOW,
        /** His turn is over; there is more for him. */
        MORE,
        /** There will be no more. */
        ENDED
    }

    private final EventLoop loop;
    private final Set<T> members = new LinkedHashSet<>();
    private boolean armed;
    private boolean queued;

    Crowd(EventLoop loop) {
        this.loop = loop;
    }

    /** Sends one subscriber what there is for him, for no longer than a turn. */
    abstract Served serve(T member);

    /** Called before subscribers are served. */
    abstract void look();

    /** Has {@code wake} called once when there is more than those have who have caught up; false if there is already. */
    abstract boolean onMore(Runnable wake);

    final void join(T member) {
        if (members.add(member)) {
            member.outlet.subscribed(1);
            changed(1);
        }
        serveAgain(member);
    }

    final void leave(T member) {
        if (members.remove(member)) {
            member.outlet.subscribed(-1);
            changed(-1);
        }
    }

    /** There is one more, or one less. */
    void changed(int by) {}

    final boolean isEmpty() {
        return members.isEmpty();
    }

    /** Serves one who takes more again. */
    final void serveAgain(T member) {
        if (!members.contains(member)) {
            return;
        }
        look();
        Served served = serve(member);
        member.outlet.flush();
        if (served == Served.MORE) {
            loop.execute(() -> serveAgain(member));
        } else if (served == Served.CAUGHT_UP && !queued) {
            await();
        }
    }

    /** Has one served soon, by whatever thread this is called. */
    final void serveSoon(T member) {
        loop.execute(() -> serveAgain(member));
    }

    private void serveAll() {
        queued = false;
        if (members.isEmpty()) {
            return;
        }
        look();
        boolean more = false;
        boolean anybodyWaits = false;
        List<T> now = new ArrayList<>(members);
        for (T member : now) {
            switch (serve(member)) {
                case CAUGHT_UP -> anybodyWaits = true;
                case MORE -> more = true;
                case SLOW, ENDED -> {}
            }
            member.outlet.flush();
        }
        if (more) {
            queue();
        } else if (anybodyWaits) {
            await();
        }
    }

    private void await() {
        if (!armed) {
            armed = onMore(this::woken);
            if (!armed) {
                queue();
            }
        }
    }

    private void woken() {
        loop.execute(() -> {
            armed = false;
            if (!queued) {
                serveAll();
            }
        });
    }

    private void queue() {
        if (!queued) {
            queued = true;
            loop.execute(this::serveAll);
        }
    }

    @Override
    public abstract void close();
}
