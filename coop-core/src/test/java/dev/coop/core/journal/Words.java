package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Events that are plain words, and how tests read and wait for them. */
final class Words {
    static final Duration DEADLINE = Duration.ofSeconds(20);
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);

    /** Quick retries and short patience: tests wait for these. */
    static final DiskPolicy QUICK =
            new DiskPolicy(Duration.ofMillis(20), 1 << 20, Duration.ofMillis(20), Duration.ofMillis(150));

    /** For tests in which the disk answers: patience that no slow machine uses up, no force at a moment of its own. */
    static final DiskPolicy PATIENT =
            new DiskPolicy(Duration.ofHours(1), 1 << 20, Duration.ofMillis(20), Duration.ofSeconds(15));

    /** The letters, digits and blanks that tests use need no escaping. A word of "?" can be written but not read. */
    static final EventCodec<String> CODEC = new EventCodec<>() {
        @Override
        public byte[] encode(String event) {
            return ("{\"w\":\"" + event + "\"}").getBytes(UTF_8);
        }

        @Override
        public String decode(byte[] json) throws IOException {
            var text = new String(json, UTF_8);
            if (text.equals("{\"w\":\"?\"}") || !text.startsWith("{\"w\":\"")) {
                throw new IOException("not a word: " + text);
            }
            return text.substring(6, text.length() - 2);
        }
    };

    private Words() {}

    static EventJournal<String> inMemory(int events) {
        return EventJournal.inMemory(CODEC, new MemoryBounds(events, 1 << 20), CLOCK);
    }

    static EventJournal<String> logged(LogDisk disk, Path directory, int events) throws InterruptedException {
        return logged(disk, directory, events, LogBounds.DEFAULT);
    }

    static EventJournal<String> logged(LogDisk disk, Path directory, int events, LogBounds bounds)
            throws InterruptedException {
        return EventJournal.logged(
                CODEC, new MemoryBounds(events, 1 << 20), CLOCK, new LogPlace(disk, directory, bounds));
    }

    static EventRead.Event<String> event(long seq, String word) {
        return new EventRead.Event<>(seq, NOON, word);
    }

    static EventRead.Gap<String> gap(long from, long to) {
        return new EventRead.Gap<>(from, to);
    }

    /** The next {@code count} things that are not "nothing yet". */
    static <E> List<EventRead<E>> take(EventCursor<E> cursor, int count) throws InterruptedException {
        var taken = new ArrayList<EventRead<E>>();
        while (taken.size() < count) {
            var read = cursor.read();
            if (!(read instanceof EventRead.NothingYet)) {
                taken.add(read);
            } else if (!cursor.await(DEADLINE)) {
                throw new AssertionError("nothing came after " + taken);
            }
        }
        return taken;
    }

    /** Everything from {@code afterSeq} to the newest event. */
    static <E> List<EventRead<E>> takeAll(EventJournal<E> journal, long afterSeq) throws InterruptedException {
        var taken = new ArrayList<EventRead<E>>();
        var last = journal.last();
        try (var cursor = journal.cursor(afterSeq)) {
            while (cursor.position() < last) {
                taken.addAll(take(cursor, 1));
            }
        }
        return taken;
    }

    /** Whether the reads, in order, account for every number from {@code first} to {@code last} once. */
    static boolean accountFor(List<? extends EventRead<?>> reads, long first, long last) {
        var before = first - 1;
        for (var read : reads) {
            var from = read instanceof EventRead.Gap<?> gap ? gap.from() : ((EventRead.Event<?>) read).seq();
            var to = read instanceof EventRead.Gap<?> gap ? gap.to() : from;
            if (from != before + 1 || to < from) {
                return false;
            }
            before = to;
        }
        return before == last;
    }

    static void awaitHealth(EventJournal<?> journal, Predicate<Health> wanted) throws InterruptedException {
        var changes = new Semaphore(0);
        journal.onHealthChange(changes::release);
        while (!wanted.test(journal.health())) {
            if (!changes.tryAcquire(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("health stayed " + journal.health());
            }
        }
    }

    static boolean ok(Health health) {
        return health instanceof Health.Ok;
    }

    static boolean degraded(Health health) {
        return health instanceof Health.Degraded;
    }
}
