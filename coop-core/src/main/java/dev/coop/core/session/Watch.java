package dev.coop.core.session;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.time.Timers;
import dev.coop.core.vt.Line;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one session for all who wait for something there.
 *
 * <p>Everything is done in steps, one after the other, each begun when the one before has completed: so what they know
 * needs no lock. Output is noticed by a cursor that is armed again behind each look; nothing is armed while nobody waits.
 */
final class Watch {
    /** From one look to the next: no person sees the difference, and a flood makes no more than forty in a second. */
    static final Duration PAUSE = Duration.ofMillis(25);

    /** The longest pause that slow looks can bring about. */
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    /** The thread of the session's terminal copies so many at a time; that takes some tenths of a millisecond. */
    private static final int SLICE_LINES = 500;

    /** For the first look, before a timeout of less than that counts. It may have to wait for an update of the screen. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final long NOT_ARMED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Session session;
    private final Timers timers;
    private final Executor threads;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private CompletableFuture<?> steps = CompletableFuture.completedFuture(null);

    // Written by the steps alone.
    private @Nullable ByteCursor cursor;
    private volatile long armedAt = NOT_ARMED;
    private volatile long lookedAt;
    private volatile long pauseNanos = PAUSE.toNanos();

    private volatile long lastOutput;
    private volatile boolean ended;

    Watch(Session session, Waits waits) {
        this.session = session;
        timers = waits.timers();
        threads = waits.threads();
        lookedAt = timers.nanos() - pauseNanos;
        lastOutput = timers.nanos();
    }

    void start() {
        var _ = session.exit().whenComplete((status, failure) -> {
            ended = true;
            step(this::end);
        });
    }

    CompletableFuture<WaitResult> add(Until until, Duration timeout) {
        Waiter waiter = new Waiter(session, timers, until, timeout);
        synchronized (waiters) {
            if (waiters.size() >= Waits.MAX_WAITS) {
                throw new TooManyWaitsException();
            }
            waiters.add(waiter);
        }
        var _ = waiter.result().whenComplete((result, failure) -> {
            waiters.remove(waiter);
            waiter.cancelTimer();
        });
        switch (until) {
            case Until.Found found -> {
                Duration left = waiter.timeLeft();
                plan(waiter, left.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : left, this::timeOut);
                // Asked now and not when its turn comes: what appears from here on is to be found.
                CompletableFuture<Look> screen = session.look();
                step(() -> screen.thenComposeAsync(look -> first(waiter, found, look), threads));
            }
            case Until.Quiet quiet -> {
                step(() -> armIfIdle(waiter.startOffset()));
                plan(waiter, shorter(quiet.time(), waiter.timeLeft()), w -> hush(w, quiet.time()));
            }
            case Until.Ended _ -> plan(waiter, waiter.timeLeft(), this::timeOut);
        }
        if (ended) {
            step(this::end);
        }
        return waiter.result();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void plan(Waiter waiter, Duration delay, Consumer<Waiter> then) {
        waiter.plan(delay, () -> threads.execute(() -> then.accept(waiter)));
    }

    private void timeOut(Waiter waiter) {
        waiter.end(WaitResult.Outcome.TIMED_OUT);
    }

    private synchronized void step(Supplier<CompletionStage<?>> step) {
        steps = steps.thenComposeAsync(done -> step.get(), threads).handle((done, failure) -> {
            if (failure != null) {
                LOG.error("looking at session {} failed; whoever waits there is told", session.name(), failure);
                waiters.forEach(waiter -> waiter.fail(failure));
            }
            return null;
        });
    }

    private CompletionStage<?> first(Waiter waiter, Until.Found found, Look look) {
        waiter.first(look, found);
        return searchAll(look, List.of(waiter)).thenAcceptAsync(offset -> seenFirst(waiter, offset), threads);
    }

    private void seenFirst(Waiter waiter, long offset) {
        Duration left = waiter.timeLeft();
        if (left.isPositive()) {
            plan(waiter, left, this::timeOut);
        } else {
            timeOut(waiter);
        }
        // The look of a step before may be a later one than this, which was asked for first: what lies between is new
        // to him.
        if (armedAt > offset) {
            arm(offset);
        } else {
            armIfIdle(offset);
        }
    }

    private CompletionStage<?> armIfIdle(long offset) {
        if (cursor == null) {
            arm(offset);
        }
        return CompletableFuture.completedFuture(null);
    }

    /** From now on output behind this offset brings the next look. */
    private void arm(long offset) {
        disarm();
        cursor = session.output().cursor(offset);
        armedAt = offset;
        if (!cursor.onReady(this::onOutput) && session.output().end() > offset) {
            onOutput();
        }
    }

    private void disarm() {
        armedAt = NOT_ARMED;
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }

    /** Called once by each arming, mostly by the terminal's loop thread. */
    private void onOutput() {
        long now = timers.nanos();
        lastOutput = now;
        long wait = lookedAt + pauseNanos - now;
        if (wait <= 0) {
            step(this::look);
        } else {
            timers.after(Duration.ofNanos(wait), () -> step(this::look));
        }
    }

    private CompletionStage<?> look() {
        lookedAt = timers.nanos();
        if (waiters.stream().allMatch(waiter -> waiter.until() instanceof Until.Ended)) {
            disarm();
            return CompletableFuture.completedFuture(null);
        }
        return lookFor(waiters.stream().filter(Waiter::looks).toList())
                .thenAcceptAsync(
                        offset -> {
                            // Not more than half of a thread for one session.
                            pauseNanos =
                                    Math.clamp(2 * (timers.nanos() - lookedAt), PAUSE.toNanos(), MAX_PAUSE.toNanos());
                            arm(offset);
                        },
                        threads);
    }

    /** The offset up to which these have seen the output. */
    private CompletionStage<Long> lookFor(List<Waiter> lookers) {
        if (lookers.isEmpty()) {
            return CompletableFuture.completedFuture(session.output().end());
        }
        return session.look().thenComposeAsync(look -> searchAll(look, lookers), threads);
    }

    /** Searches what these have not seen yet, up to this look. */
    private CompletionStage<Long> searchAll(Look look, List<Waiter> lookers) {
        lookers.forEach(Waiter::newLook);
        long from = lookers.stream().mapToLong(Waiter::from).min().orElseThrow();
        return history(from, look, lookers)
                .thenApplyAsync(
                        done -> {
                            search(look.screen(), look.offset(), lookers);
                            lookers.forEach(
                                    waiter -> waiter.seenAbove(look.screen().first()));
                            return look.offset();
                        },
                        threads);
    }

    /** Searches what left the screen before this look, in slices. */
    private CompletableFuture<?> history(long next, Look look, List<Waiter> lookers) {
        long end = look.screen().first();
        if (next >= end) {
            return CompletableFuture.completedFuture(null);
        }
        return session.lines(next, (int) Math.min(SLICE_LINES, end - next))
                .thenComposeAsync(
                        slice -> {
                            lookers.forEach(waiter -> waiter.miss(next, Math.min(slice.first(), end)));
                            search(slice, look.offset(), lookers);
                            long seen = slice.first() + slice.lines().size();
                            return history(Math.max(seen, next + 1), look, lookers);
                        },
                        threads);
    }

    private static void search(Lines lines, long offset, List<Waiter> lookers) {
        List<String> texts = lines.lines().stream().map(Line::text).toList();
        lookers.forEach(waiter -> waiter.search(lines.first(), texts, offset));
    }

    /** The time of quiet may be over, or that of the wait. */
    private void hush(Waiter waiter, Duration quiet) {
        long now = timers.nanos();
        // What came since the first byte behind the last look has left no time of its own.
        long last = armedAt == session.output().end() ? lastOutput : now;
        long since = last - waiter.start() > 0 ? last : waiter.start();
        Duration missing = quiet.minusNanos(now - since);
        if (!missing.isPositive()) {
            waiter.end(WaitResult.Outcome.QUIET);
        } else if (!waiter.timeLeft().isPositive()) {
            timeOut(waiter);
        } else {
            plan(waiter, shorter(missing, waiter.timeLeft()), w -> hush(w, quiet));
        }
    }

    /** Nothing will happen any more. */
    private CompletionStage<?> end() {
        // Who has not had his first look yet brings another end behind it.
        List<Waiter> all = waiters.stream()
                .filter(waiter -> waiter.looks() || !(waiter.until() instanceof Until.Found))
                .toList();
        return lookFor(all.stream().filter(Waiter::looks).toList())
                .thenAcceptAsync(
                        offset -> {
                            disarm();
                            all.forEach(waiter -> waiter.end(WaitResult.Outcome.ENDED));
                        },
                        threads);
    }
}
