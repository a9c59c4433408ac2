package dev.coop.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimersTest {
    private static final Duration SOON = Duration.ofMillis(20);

    /** So much later that no busy machine turns the order round. */
    private static final Duration LATER = Duration.ofSeconds(2);

    @Test
    void tasksAreDoneInTheOrderOfTheirTimeAndNotBefore() throws Exception {
        try (TimerThread timers = new TimerThread()) {
            LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
            long start = timers.nanos();
            timers.after(LATER, () -> done.add("second"));
            timers.after(SOON, () -> done.add("first"));
            assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(timers.nanos() - start).isGreaterThanOrEqualTo(LATER.toNanos());
        }
    }

    @Test
    void aCancelledTaskIsNotDone() throws Exception {
        try (TimerThread timers = new TimerThread()) {
            LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
            Timers.Cancellable cancelled = timers.after(SOON, () -> done.add("cancelled"));
            cancelled.cancel();
            cancelled.cancel();
            timers.after(SOON.multipliedBy(2), () -> done.add("other"));
            assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("other");
        }
    }

    @Test
    void aTaskThatFailsHarmsNoOther() throws Exception {
        try (TimerThread timers = new TimerThread()) {
            CountDownLatch done = new CountDownLatch(1);
            timers.after(Duration.ZERO, () -> {
                throw new IllegalStateException("a task's fault, logged as this test expects");
            });
            timers.after(SOON, done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closedTimersTakeATaskAndForgetIt() {
        TimerThread timers = new TimerThread();
        timers.close();
        timers.after(Duration.ZERO, () -> {}).cancel();
    }

    @Test
    void timeOfATestPassesWhenTheTestSaysSo() {
        ManualTimers timers = new ManualTimers();
        List<String> done = new ArrayList<>();
        timers.after(Duration.ofSeconds(2), () -> done.add("two"));
        timers.after(Duration.ofSeconds(1), () -> {
            done.add("one");
            timers.after(Duration.ofMillis(500), () -> done.add("one and a half"));
        });
        timers.after(Duration.ofSeconds(1), () -> done.add("never")).cancel();
        timers.advance(Duration.ofMillis(999));
        assertThat(done).isEmpty();
        timers.advance(Duration.ofSeconds(1));
        assertThat(done).containsExactly("one", "one and a half");
        assertThat(timers.waiting()).isEqualTo(1);
        timers.advance(Duration.ofSeconds(1));
        assertThat(done).hasSize(3);
        assertThat(timers.nanos()).isEqualTo(2_999_000_000L);
    }
}
