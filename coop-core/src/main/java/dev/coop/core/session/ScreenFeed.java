package dev.coop.core.session;

import dev.coop.core.time.Timers;
import dev.coop.core.vt.Snapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's screen for all who want to see it whenever it has changed: the newest one, at most once in an interval.
 *
 * <p>A subscriber is a {@link ScreenCursor}. However many there are, one snapshot is taken for all; none is taken while
 * nobody waits for one or nothing was fed. A screen that looks as the last one did (text, cursor, size) is not told, so
 * colours alone wake nobody. Who is slow misses the screens in between and gets the newest.
 *
 * <p>The first change after a quiet time is shown at once but for {@link #SETTLE}, and what follows somebody's typing
 * comes sooner than the interval says ({@link #HURRY}): people look at the screen for the echo of their keys.
 */
public final class ScreenFeed {
    /** As often as a person can follow, and as clients of the wire contract expect. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(50);

    /** A program draws in several writes. So much later they are mostly all there, and nobody has noticed the wait. */
    static final Duration SETTLE = Duration.ofMillis(4);

    /** Between the screens after somebody typed. Twice this is below what feels like a delay. */
    static final Duration HURRY = Duration.ofMillis(8);

    /** How long after a key screens come so early: a program that floods may need several turns of the CPU to see the key. */
    static final Duration HURRIED = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(ScreenFeed.class);

    private final Supplier<CompletableFuture<Snapshot>> screen;
    private final Timers timers;
    private final Executor aside;
    private final long intervalNanos;

    /** Something was fed since the last snapshot was asked for. */
    private volatile boolean dirty;

    /** Somebody waits, and no snapshot is on its way: the next change has to see to one. */
    private volatile boolean wanted;

    private volatile boolean watched;

    // The rest is guarded by the lock of this.
    private final Map<ScreenCursor, Runnable> waiting = new LinkedHashMap<>();
    private @Nullable Snapshot latest;
    private int cursors;
    private long version;
    private boolean scheduled;
    private boolean taking;
    private long due;
    private long ticket;
    private long takenAt;
    private long hurriedUntil;

    /**
     * The feed of one session.
     *
     * @param screen asks for the screen as it is then
     * @param aside where screens are compared and subscribers woken
     */
    ScreenFeed(Supplier<CompletableFuture<Snapshot>> screen, Timers timers, Executor aside, Duration interval) {
        this.screen = screen;
        this.timers = timers;
        this.aside = aside;
        this.intervalNanos = interval.toNanos();
        this.takenAt = timers.nanos() - intervalNanos;
        this.hurriedUntil = timers.nanos();
    }

    /** For somebody who knows the screen as it is now, or will ask: what is told is what comes. */
    public synchronized ScreenCursor cursor() {
        if (cursors++ == 0) {
            watched = true;
            dirty = false;
            latest = null;
        }
        return new ScreenCursor(this, version);
    }

    /** Something may look different. Called for each block of output, so it costs next to nothing while nobody waits. */
    void changed() {
        if (!dirty) {
            dirty = true;
        }
        if (wanted) {
            plan();
        }
    }

    /** Somebody typed and will look for the echo. */
    void typed() {
        if (watched) {
            hurry();
        }
    }

    synchronized Optional<Snapshot> read(ScreenCursor cursor) {
        if (cursor.seen == version) {
            return Optional.empty();
        }
        cursor.seen = version;
        return Optional.ofNullable(latest);
    }

    /** False when there is something to read already. */
    boolean await(ScreenCursor cursor, Runnable wake) {
        synchronized (this) {
            if (cursor.closed) {
                throw new IllegalStateException("the cursor is closed");
            }
            if (cursor.seen != version) {
                return false;
            }
            waiting.put(cursor, wake);
            wanted = !scheduled && !taking;
        }
        if (dirty) {
            plan();
        }
        return true;
    }

    synchronized void close(ScreenCursor cursor) {
        if (cursor.closed) {
            return;
        }
        cursor.closed = true;
        waiting.remove(cursor);
        wanted = wanted && !waiting.isEmpty();
        if (--cursors == 0) {
            watched = false;
            latest = null;
        }
    }

    private synchronized void plan() {
        if (wanted) {
            wanted = false;
            schedule(nextTime());
        }
    }

    private synchronized void hurry() {
        hurriedUntil = timers.nanos() + HURRIED.toNanos();
        if (scheduled && due - nextTime() > 0) {
            schedule(nextTime());
        }
    }

    private long nextTime() {
        long now = timers.nanos();
        long earliest = takenAt + (hurriedUntil - now > 0 ? HURRY.toNanos() : intervalNanos);
        long settled = now + SETTLE.toNanos();
        return earliest - settled > 0 ? earliest : settled;
    }

    /** Takes the place of what was scheduled before. */
    private void schedule(long when) {
        scheduled = true;
        due = when;
        long mine = ++ticket;
        timers.after(Duration.ofNanos(when - timers.nanos()), () -> take(mine));
    }

    private void take(long mine) {
        synchronized (this) {
            if (mine != ticket) {
                return;
            }
            ticket++;
            scheduled = false;
            if (waiting.isEmpty()) {
                return;
            }
            taking = true;
            takenAt = timers.nanos();
        }
        // Before the question: what is fed from now on may or may not be in the answer.
        dirty = false;
        var _ = screen.get().whenCompleteAsync(this::taken, aside);
    }

    private void taken(@Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("the screen can't be had", failure);
        }
        boolean news = snapshot != null && isNews(snapshot, before());
        List<Runnable> wakes = List.of();
        synchronized (this) {
            taking = false;
            if (news) {
                latest = snapshot;
                version++;
                wakes = List.copyOf(waiting.values());
                waiting.clear();
            }
            wanted = !waiting.isEmpty();
        }
        wakes.forEach(ScreenFeed::wake);
        if (dirty) {
            plan();
        }
    }

    private synchronized @Nullable Snapshot before() {
        return latest;
    }

    private static boolean isNews(Snapshot now, @Nullable Snapshot before) {
        return before == null
                || before.cursorRow() != now.cursorRow()
                || before.cursorColumn() != now.cursorColumn()
                || before.columns() != now.columns()
                || before.alternate() != now.alternate()
                || !before.lines().equals(now.lines());
    }

    private static void wake(Runnable wake) {
        try {
            wake.run();
        } catch (RuntimeException e) {
            LOG.error("a subscriber's wake-up failed; it will not be woken again before it asks", e);
        }
    }
}
