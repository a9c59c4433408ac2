package dev.coop.core.journal;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of events, numbered from 1 without a hole, of which the newest are kept in memory and, with a log, many more
 * on disk.
 *
 * <p>Any thread may append; the call never waits for a disk or a reader. Any number of {@link EventCursor}s read at
 * their own pace, from memory or, when they are older, from the log; what neither holds any more they are told as a
 * gap.
 *
 * <p>With a log, an event is written before any cursor sees it, so a killed process, started again, goes on with a
 * number that nobody has seen. Written is not forced: after a power loss the events of the last {@link
 * DiskPolicy#syncInterval} may be missing. When the log can't be written, or not in time, the journal goes on in
 * memory, says so in {@link #health()}, and makes good in the log what memory still holds as soon as it can; the rest
 * stays a hole there, told as a gap.
 *
 * <p>Events have to be immutable.
 */
public final class EventJournal<E> implements AutoCloseable {
    /**
     * Bytes of JSON: 1 MiB, far above a prompt with its context, and what one read back may cost in memory. A larger
     * event is refused, for half an event is worse than none; so is one larger than half the memory's bound.
     */
    public static final int MAX_EVENT_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);

    private final EventCodec<E> codec;
    private final int maxEventBytes;
    private final EventMemory<E> memory;
    private final Optional<LogFeed<E>> feed;
    private final WakeList waiting = new WakeList();
    private final AtomicReference<Health> toldHealth;
    private volatile Runnable healthListener = () -> {};

    private EventJournal(EventCodec<E> codec, MemoryBounds bounds, InstantSource clock, Optional<Log> log) {
        this.codec = codec;
        this.maxEventBytes = Math.min(MAX_EVENT_BYTES, bounds.waitingBytes());
        this.memory = new EventMemory<>(
                bounds, clock, log.isPresent(), log.map(l -> l.log().last()).orElse(0L));
        this.toldHealth = new AtomicReference<>(memory.health());
        this.feed = log.map(l -> new LogFeed<>(memory, l.log(), l.disk(), this::changed));
    }

    private record Log(EventLog log, LogDisk disk) {}

    /** A journal without a log: it begins with number 1, and what memory gives up is gone. */
    public static <E> EventJournal<E> inMemory(EventCodec<E> codec, MemoryBounds bounds, InstantSource clock) {
        return new EventJournal<>(codec, bounds, clock, Optional.empty());
    }

    /**
     * A journal with a log, which goes on behind the last event found there. Waits until that is known: only then can a
     * number be given that was not given before. If the log can't be opened the journal begins degraded, with the
     * number behind the last that could be read, and tries again.
     */
    public static <E> EventJournal<E> logged(
            EventCodec<E> codec, MemoryBounds bounds, InstantSource clock, LogPlace place) throws InterruptedException {
        var log = new EventLog(place.directory(), place.bounds(), file -> file.force(false));
        var opening = place.disk().call(() -> {
            log.open();
            return log;
        });
        Optional<Throwable> failure = Optional.empty();
        try {
            opening.get();
        } catch (ExecutionException e) {
            failure = Optional.of(e.getCause() == null ? e : e.getCause());
        }
        var journal = new EventJournal<>(codec, bounds, clock, Optional.of(new Log(log, place.disk())));
        journal.feed.orElseThrow().start(failure);
        return journal;
    }

    /**
     * Appends the event and returns its number. With a log, cursors see it a little later, when it is written.
     *
     * @throws EventTooLargeException if its JSON is larger than {@link #MAX_EVENT_BYTES} or half of what memory may
     * hold
     */
    public long append(E event) {
        var json = codec.encode(event);
        if (json.length > maxEventBytes) {
            throw new EventTooLargeException(json.length, maxEventBytes);
        }
        if (!LogLine.isObject(json, 0, json.length)) {
            throw new IllegalArgumentException("the codec has to give one JSON object on one line, not " + json.length
                    + " bytes of something else");
        }
        var seq = memory.add(event, json, System.nanoTime());
        if (memory.visible() >= seq) {
            changed();
        }
        feed.ifPresent(LogFeed::kick);
        return seq;
    }

    /** The number of the newest event, 0 when there never was one. */
    public long last() {
        return memory.last();
    }

    /**
     * A cursor that reads the events after number {@code afterSeq}. If those are no longer held anywhere, its first
     * read is the gap.
     *
     * @param afterSeq 0 to {@link #last()}
     */
    public EventCursor<E> cursor(long afterSeq) {
        var last = memory.last();
        if (afterSeq < 0 || afterSeq > last) {
            throw new IllegalArgumentException(
                    "number " + afterSeq + " is outside the journal, which has given 0 to " + last);
        }
        return new EventCursor<>(memory, feed, codec, new WakeBit(waiting), afterSeq);
    }

    /** Whether the journal keeps what it promises. */
    public Health health() {
        return memory.health();
    }

    /**
     * Has {@code look} called whenever {@link #health()} has changed: by a thread of the journal or one that appends,
     * so it has to be quick and must not wait. There is one such listener; a new one takes the place of the old.
     */
    public void onHealthChange(Runnable look) {
        healthListener = look;
    }

    /** What was cut off the log when it was opened, if it did not end in a whole line. */
    public Optional<LogRepair> repair() {
        return feed.flatMap(LogFeed::repair);
    }

    /**
     * Ends the stream: what is left is written and forced, as far as the disk answers in time, then cursors see
     * {@link EventRead.End} behind the last event.
     */
    @Override
    public void close() {
        if (!memory.closing()) {
            return;
        }
        feed.ifPresent(LogFeed::finish);
        memory.end();
        changed();
    }

    /** To be called after more became visible or the health changed. */
    private void changed() {
        waiting.wakeAll();
        var now = memory.health();
        if (toldHealth.getAndSet(now).equals(now)) {
            return;
        }
        switch (now) {
            case Health.Ok() -> LOG.info("the event log is written again");
            case Health.Degraded(long since, String reason) ->
                LOG.warn("events from {} on are kept in memory only: {}", since, reason);
        }
        try {
            healthListener.run();
        } catch (RuntimeException e) {
            LOG.error("a listener for a journal's health failed", e);
        }
    }
}
