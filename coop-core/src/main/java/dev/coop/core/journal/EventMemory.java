package dev.coop.core.journal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What an {@link EventJournal} knows: the events in memory and how far they have come. Decides, and does nothing else:
 * no disk, no threads, no waking.
 *
 * <p>Three numbers ascend: {@code written}, the last event in the log; {@code visible}, the last that cursors may see;
 * {@code last}, the last that was given. While all is well, visible = written: nobody sees an event that a kill could
 * make unhappen. When the log fails, or an event has waited too long or too much waits, the journal is degraded and
 * visible = last until the log has caught up with what memory still holds. Without a log visible = last always.
 */
final class EventMemory<E> {
    private static final Health OK = new Health.Ok();

    /** What comes after a position. */
    sealed interface Look<E> {
        record Held<E>(EventRead.Event<E> event) implements Look<E> {}

        /** It was given up by memory, whose oldest event is {@code oldest}. */
        record Older<E>(long oldest) implements Look<E> {}

        /** There is nothing to see yet, or ever when {@code ended}. */
        record Ahead<E>(boolean ended) implements Look<E> {}
    }

    private final MemoryBounds bounds;
    private final boolean logged;
    private final InstantSource clock;
    private final EventRing<E> ring;
    private long last;
    private long written;
    /** Bytes of JSON of the events that are not visible yet. */
    private long waitingBytes;

    private boolean closing;
    private volatile long visible;
    private volatile boolean ended;
    private volatile Health health = OK;

    /** @param last the last number given before, 0 for none; all up to it are as good as written */
    EventMemory(MemoryBounds bounds, InstantSource clock, boolean logged, long last) {
        this.bounds = bounds;
        this.clock = clock;
        this.logged = logged;
        this.ring = new EventRing<>(last + 1);
        this.last = last;
        this.written = last;
        this.visible = last;
    }

    /** @param now {@link System#nanoTime()}, for how long it waits */
    synchronized long add(E event, byte[] json, long now) {
        requireOpen();
        if (waitsForDisk()) {
            refuseToWaitWith(json.length);
        }
        var seq = last + 1;
        var slot = new Slot<>(new EventRead.Event<>(seq, clock.instant(), event), json, now);
        if (!logged) {
            slot.written();
        }
        ring.add(slot);
        last = seq;
        waitingBytes += json.length;
        if (!waitsForDisk()) {
            show(last);
        }
        // Never drops an event that waits for the disk: those are at most half.
        while (ring.count() > bounds.events() || ring.bytes() > bounds.bytes()) {
            ring.dropFirst();
        }
        return seq;
    }

    private boolean waitsForDisk() {
        return logged && health instanceof Health.Ok;
    }

    /** Degrades if one more event would make too many wait for the disk. One may always wait. */
    private void refuseToWaitWith(int bytes) {
        var events = last - visible;
        if (events == 0) {
            return;
        }
        if (events >= bounds.waitingEvents() || waitingBytes + bytes > bounds.waitingBytes()) {
            degrade("the disk is " + events + " events behind");
        }
    }

    private void show(long seq) {
        for (var one = visible + 1; one <= seq; one++) {
            waitingBytes -= ring.get(one).size();
        }
        visible = Math.max(visible, seq);
    }

    private void requireOpen() {
        if (closing) {
            throw new IllegalStateException("the journal is closed");
        }
    }

    /** The next events to write, in order: about {@code bytes} of JSON, at least one event if any is left to write. */
    synchronized List<LogLine> unwritten(int bytes) {
        var lines = new ArrayList<LogLine>();
        var size = 0;
        for (var seq = Math.max(written + 1, ring.first()); seq <= last && size < bytes; seq++) {
            var slot = ring.get(seq);
            var json = slot.unwritten();
            if (json == null) {
                throw new IllegalStateException("event " + seq + " is written already");
            }
            lines.add(new LogLine(seq, slot.event().at(), json));
            size += json.length;
        }
        return lines;
    }

    /** All events up to {@code seq} are in the log, or lost to it. */
    synchronized void written(long seq) {
        for (var one = Math.max(written + 1, ring.first()); one <= seq; one++) {
            ring.get(one).written();
        }
        written = Math.max(written, seq);
        if (health instanceof Health.Ok) {
            show(written);
        } else if (written == last) {
            health = OK;
        }
    }

    /** The log can't be relied on: what waits is shown, and what comes does not wait, until the log has caught up. */
    synchronized void degrade(String reason) {
        degrade(written + 1, reason);
    }

    /** @param since the first event that the log may lack, if that is one before those unwritten */
    synchronized void degrade(long since, String reason) {
        var first = health instanceof Health.Degraded before ? before.since() : Math.min(since, written + 1);
        var degraded = new Health.Degraded(first, reason);
        if (!degraded.equals(health)) {
            health = degraded;
        }
        show(last);
    }

    /** Degrades if an event has waited since before {@code time}. Says whether any still waits. */
    synchronized boolean stopWaiting(long time, String reason) {
        if (waitsForDisk() && visible < last && ring.get(visible + 1).since() - time < 0) {
            degrade(reason);
        }
        return waitsForDisk() && visible < last;
    }

    /** No event comes after those given. Says whether that is news. */
    synchronized boolean closing() {
        var news = !closing;
        closing = true;
        return news;
    }

    /** The last word: cursors see the end behind the last event. */
    synchronized void end() {
        show(last);
        ended = true;
    }

    synchronized Look<E> after(long position) {
        if (position >= visible) {
            return new Look.Ahead<>(ended);
        }
        if (position + 1 < ring.first()) {
            return new Look.Older<>(ring.first());
        }
        return new Look.Held<>(ring.get(position + 1).event());
    }

    synchronized long last() {
        return last;
    }

    synchronized long written() {
        return written;
    }

    long visible() {
        return visible;
    }

    boolean ended() {
        return ended;
    }

    Health health() {
        return health;
    }
}
