package dev.coop.core.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Timers whose time passes when a test says so, on the test's thread. */
public final class ManualTimers implements Timers {
    private record Planned(long due, long order, Runnable task) {}

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparingLong(Planned::due).thenComparingLong(Planned::order));
    private long now;
    private long count;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable task) {
        Planned mine = new Planned(now + Math.max(0, delay.toNanos()), count++, task);
        planned.add(mine);
        return () -> remove(mine);
    }

    private synchronized void remove(Planned mine) {
        planned.remove(mine);
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return planned.size();
    }

    /** Lets time pass, and does what becomes due in its order, also what is planned meanwhile. */
    public void advance(Duration by) {
        long until = nanos() + by.toNanos();
        for (Optional<Planned> next = due(until); next.isPresent(); next = due(until)) {
            next.get().task.run();
        }
    }

    private synchronized Optional<Planned> due(long until) {
        Planned next = planned.peek();
        if (next == null || next.due > until) {
            now = until;
            return Optional.empty();
        }
        now = next.due;
        return Optional.of(planned.remove());
    }
}
