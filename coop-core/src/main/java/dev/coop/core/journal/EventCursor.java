package dev.coop.core.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader's place in an {@link EventJournal}: a position, and while it reads from the log one page of
 * that.
 *
 * <p>Reading never waits, not even for the disk: when the next event has to come from the log, {@link #read()} asks for
 * a page and gives {@link EventRead.NothingYet}, and the page's arrival wakes like an event's.
 */
public final class EventCursor<E> extends JournalCursor {
    private static final Logger LOG = LoggerFactory.getLogger(EventCursor.class);

    /** All that the log holds of the events from the one asked for up to number {@code end}, in order. */
    private record Page<E>(List<EventRead.Event<E>> events, long end) {}

    private final EventMemory<E> memory;
    private final Optional<LogFeed<E>> log;
    private final EventCodec<E> codec;
    private long position;
    private @Nullable Page<E> page;
    private int pageIndex;
    private boolean fetching;
    private volatile @Nullable Page<E> arrived;

    EventCursor(EventMemory<E> memory, Optional<LogFeed<E>> log, EventCodec<E> codec, WakeBit wakeBit, long position) {
        super(wakeBit);
        this.memory = memory;
        this.log = log;
        this.codec = codec;
        this.position = position;
    }

    /** The number of the event last read, or last of a gap told. */
    public long position() {
        return position;
    }

    /** The next event, or what is in its place. */
    public EventRead<E> read() {
        requireOpen();
        return switch (memory.after(position)) {
            case EventMemory.Look.Held<E>(EventRead.Event<E> event) -> {
                page = null;
                position = event.seq();
                yield event;
            }
            case EventMemory.Look.Ahead<E>(boolean ended) ->
                ended ? new EventRead.End<>() : new EventRead.NothingYet<>();
            case EventMemory.Look.Older<E>(long oldest) -> log.isPresent() ? older(log.get(), oldest) : gap(oldest - 1);
        };
    }

    private EventRead<E> older(LogFeed<E> from, long oldest) {
        if (fetching) {
            if (arrived == null) {
                return new EventRead.NothingYet<>();
            }
            fetching = false;
            page = arrived;
            arrived = null;
            pageIndex = 0;
        }
        if (page != null && pageIndex < page.events().size()) {
            return next(page.events().get(pageIndex));
        }
        var end = page == null ? position : page.end();
        page = null;
        if (position < end) {
            return gap(end);
        }
        fetching = true;
        from.readBack(position + 1, oldest, lines -> arrive(lines, oldest - 1));
        return new EventRead.NothingYet<>();
    }

    private EventRead<E> next(EventRead.Event<E> event) {
        if (event.seq() > position + 1) {
            return gap(event.seq() - 1);
        }
        pageIndex++;
        position = event.seq();
        return event;
    }

    private EventRead<E> gap(long to) {
        var gap = new EventRead.Gap<E>(position + 1, to);
        position = to;
        return gap;
    }

    /** @param last the last number asked for: without a line up to there, there is none */
    private void arrive(List<LogLine> lines, long last) {
        arrived = new Page<>(
                decoded(lines), lines.isEmpty() ? last : lines.getLast().seq());
        wake();
    }

    private List<EventRead.Event<E>> decoded(List<LogLine> lines) {
        var events = new ArrayList<EventRead.Event<E>>(lines.size());
        for (var line : lines) {
            try {
                events.add(new EventRead.Event<>(line.seq(), line.at(), codec.decode(line.event())));
            } catch (IOException | RuntimeException e) {
                LOG.warn("event {} can't be decoded; its reader is told a gap", line.seq(), e);
            }
        }
        return events;
    }

    @Override
    boolean hasSomething() {
        return fetching ? arrived != null : memory.visible() > position || memory.ended();
    }
}
