package dev.coop.core.session;

import dev.coop.core.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waiting for something to happen in a session: a text appears, it is quiet, the program ends.
 *
 * <p>While nothing happens a wait costs a timer and nothing else. Output wakes the {@link Watch} of its session, which
 * looks at the screen for all who wait there together, at most every {@link Watch#PAUSE}. What scrolled away between two
 * looks is read in the history; where even that was too short the result says how many lines were missed. After the
 * program's end there is one more look. Lines are searched one by one: a text that goes on in the next line is not found.
 *
 * <p>No event loop waits or searches: looks are worked on by two threads of their own, which come when needed.
 */
public final class Waits {
    /** Clients that wait for one session at a time. Each look costs a search for each. */
    public static final int MAX_WAITS = 100;

    /** A day. Who wants to wait longer asks again. */
    public static final Duration MAX_TIME = Duration.ofDays(1);

    /** One slow expression does not hold up all others. */
    private static final int THREADS = 2;

    private static final int LINGER_SECONDS = 10;

    private final Timers timers;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            LINGER_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Thread.ofPlatform().name("coop-wait").daemon().unstarted(task));

    public Waits(Timers timers) {
        this.timers = timers;
        threads.allowCoreThreadTimeOut(true);
    }

    Timers timers() {
        return timers;
    }

    /** Where looks are worked on. No session has more than one there at a time. */
    Executor threads() {
        return threads;
    }

    /**
     * Waits. The result is completed by a thread of this class, and work on it has to go elsewhere; it fails with {@link
     * Search.DeadlinePassed} when the expression takes too long. Cancelling it ends the wait.
     *
     * @param timeout how long, at most {@link #MAX_TIME}; with zero there is one look
     * @throws TooManyWaitsException when {@link #MAX_WAITS} wait for the session
     */
    public CompletableFuture<WaitResult> until(Session session, Until until, Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException("the timeout must not be negative, and at most " + MAX_TIME);
        }
        return session.watch(this).add(until, timeout);
    }
}
