package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.core.time.Timers;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenFeedTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Terminal terminal = new Terminal(20, 3, 0, _ -> {});
    private final VirtualTimers timers = new VirtualTimers();
    private final ScreenFeed feed = new ScreenFeed(this::snapshot, timers, Runnable::run, INTERVAL);
    private final List<String> wakes = new ArrayList<>();
    private int taken;

    private CompletableFuture<Snapshot> snapshot() {
        taken++;
        return CompletableFuture.completedFuture(terminal.snapshot());
    }

    private void program(String output) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        feed.changed();
    }

    private boolean ask(ScreenCursor cursor, String name) {
        return cursor.onReady(() -> wakes.add(name + "@" + timers.millis()));
    }

    private static String top(ScreenCursor cursor) {
        return cursor.read().orElseThrow().lines().getFirst();
    }

    @Test
    void theFirstChangeAfterAQuietTimeIsShownAsSoonAsItHasSettled() {
        ScreenCursor cursor = feed.cursor();
        assertThat(ask(cursor, "a")).isTrue();
        program("hel");
        program("lo");
        timers.advance(Duration.ofMillis(10));

        assertThat(wakes).containsExactly("a@4");
        assertThat(top(cursor)).isEqualTo("hello");
        assertThat(cursor.read()).isEmpty();
    }

    @Test
    void aFloodIsShownOnceInAnInterval() {
        ScreenCursor cursor = feed.cursor();
        for (int i = 0; i < 200; i++) {
            program("\r" + i);
            cursor.read();
            ask(cursor, "a");
            timers.advance(Duration.ofMillis(1));
        }
        assertThat(wakes).containsExactly("a@4", "a@54", "a@104", "a@154");
    }

    @Test
    void manySubscribersShareOneSnapshot() {
        List<ScreenCursor> cursors = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cursors.add(feed.cursor());
            ask(cursors.get(i), "c");
        }
        program("for all");
        timers.advance(INTERVAL);

        assertThat(taken).isOne();
        assertThat(wakes).hasSize(100);
        assertThat(cursors).extracting(ScreenFeedTest::top).containsOnly("for all");
    }

    @Test
    void nothingIsTakenWhileNobodyWaits() {
        program("before");
        ScreenCursor slow = feed.cursor();
        program("after");
        timers.advance(INTERVAL);
        assertThat(taken).isZero();

        ask(slow, "slow");
        timers.advance(INTERVAL);
        assertThat(taken).isOne();
        assertThat(top(slow)).isEqualTo("beforeafter");
    }

    @Test
    void whatWasThereBeforeTheFirstSubscriberIsNotTold() {
        program("before");
        ScreenCursor cursor = feed.cursor();
        ask(cursor, "a");
        timers.advance(INTERVAL);

        assertThat(wakes).isEmpty();
        assertThat(taken).isZero();
    }

    @Test
    void aScreenThatLooksTheSameWakesNobody() {
        ScreenCursor cursor = feed.cursor();
        ask(cursor, "a");
        program("x");
        timers.advance(INTERVAL);
        assertThat(top(cursor)).isEqualTo("x");
        ask(cursor, "a");
        program("\033[31m\rx");
        timers.advance(INTERVAL);
        assertThat(wakes).hasSize(1);

        program("y");
        timers.advance(INTERVAL);
        assertThat(wakes).hasSize(2);
        assertThat(top(cursor)).isEqualTo("xy");
    }

    @Test
    void whoIsSlowGetsTheNewestAndNothingInBetween() {
        ScreenCursor quick = feed.cursor();
        ScreenCursor slow = feed.cursor();
        ask(slow, "slow");
        for (int i = 0; i < 5; i++) {
            ask(quick, "quick");
            program("\r" + i);
            timers.advance(INTERVAL);
            quick.read();
        }
        assertThat(top(slow)).isEqualTo("4");
        assertThat(slow.read()).isEmpty();
        assertThat(wakes).filteredOn(w -> w.startsWith("slow")).hasSize(1);
    }

    @Test
    void whoAsksWhenThereIsSomethingNewIsToldAtOnce() {
        ScreenCursor first = feed.cursor();
        ScreenCursor second = feed.cursor();
        ask(first, "first");
        program("x");
        timers.advance(INTERVAL);

        assertThat(ask(second, "second")).isFalse();
        assertThat(top(second)).isEqualTo("x");
    }

    @Test
    void anEchoIsShownSoonerThanTheIntervalSays() {
        ScreenCursor cursor = feed.cursor();
        ask(cursor, "a");
        program("$ ");
        timers.advance(Duration.ofMillis(10));
        cursor.read();
        ask(cursor, "a");
        program("noise");
        timers.advance(Duration.ofMillis(10));
        feed.typed();
        program("k");
        timers.advance(Duration.ofMillis(10));

        assertThat(wakes).containsExactly("a@4", "a@24");
        assertThat(top(cursor)).isEqualTo("$ noisek");
    }

    @Test
    void typingHurriesTheScreensOfTheNextTenthOfASecondAndNoMore() {
        ScreenCursor cursor = feed.cursor();
        feed.typed();
        for (int i = 0; i < 200; i++) {
            program("\r" + i);
            cursor.read();
            ask(cursor, "a");
            timers.advance(Duration.ofMillis(1));
        }
        List<String> hurried = IntStream.iterate(4, at -> at <= 100, at -> at + 8)
                .mapToObj(at -> "a@" + at)
                .toList();
        assertThat(wakes).startsWith(hurried.toArray(String[]::new)).hasSize(hurried.size() + 2);
        assertThat(wakes).endsWith("a@150", "a@200");
    }

    @Test
    void aClosedCursorIsNotCalledAndCannotAsk() {
        ScreenCursor cursor = feed.cursor();
        ask(cursor, "a");
        program("x");
        cursor.close();
        cursor.close();
        timers.advance(INTERVAL);

        assertThat(wakes).isEmpty();
        assertThat(taken).isZero();
        assertThatThrownBy(() -> ask(cursor, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSubscriberThatFailsDoesNotKeepTheOthersFromTheirs() {
        ScreenCursor bad = feed.cursor();
        ScreenCursor good = feed.cursor();
        bad.onReady(() -> {
            throw new IllegalStateException("a bad subscriber");
        });
        ask(good, "good");
        program("x");
        timers.advance(INTERVAL);

        assertThat(wakes).containsExactly("good@4");
    }

    /** Time that goes on when told to, and a thread that is this one. */
    private static final class VirtualTimers implements Timers {
        private record Task(long due, Runnable run) {}

        private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::due));
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            Task planned = new Task(now + delay.toNanos(), task);
            tasks.add(planned);
            return () -> tasks.remove(planned);
        }

        long millis() {
            return Duration.ofNanos(now).toMillis();
        }

        void advance(Duration time) {
            long end = now + time.toNanos();
            for (Task next = tasks.peek(); next != null && next.due <= end; next = tasks.peek()) {
                tasks.remove();
                now = Math.max(now, next.due);
                next.run.run();
            }
            now = end;
        }
    }
}
