package dev.coop.core.session;

import dev.coop.core.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One who waits: what for, what he has seen, and his answer. All but the answer and its timer belongs to the steps of his
 * {@link Watch}, of which there is one at a time.
 */
final class Waiter {
    /** What an expression may take for the lines of one look. One that needs more would need it again and again. */
    static final Duration SEARCH_TIME = Duration.ofMillis(100);

    private final Session session;
    private final Timers timers;
    private final Until until;
    private final Duration timeout;
    private final long start;
    private final long startOffset;
    private final long startLine;
    private final CompletableFuture<WaitResult> result = new CompletableFuture<>();
    private final Map<Long, String> before = new HashMap<>();
    private boolean ready;
    private long from;
    private long missed;
    private long searchNanosLeft;
    private Timers.@Nullable Cancellable timer;

    Waiter(Session session, Timers timers, Until until, Duration timeout) {
        this.session = session;
        this.timers = timers;
        this.until = until;
        this.timeout = timeout;
        start = timers.nanos();
        startOffset = session.output().end();
        startLine = session.topLine();
    }

    Until until() {
        return until;
    }

    CompletableFuture<WaitResult> result() {
        return result;
    }

    /** When the wait began, by the timers' clock. */
    long start() {
        return start;
    }

    /** How much output there was when the wait began. */
    long startOffset() {
        return startOffset;
    }

    /** He waits for a text and has seen the screen as it was. */
    boolean looks() {
        return ready && !result.isDone();
    }

    /** The first line that he has not seen for the last time. */
    long from() {
        return from;
    }

    /** Takes the place of the timer before. */
    synchronized void plan(Duration delay, Runnable task) {
        cancelTimer();
        if (!result.isDone()) {
            timer = timers.after(delay, task);
        }
    }

    synchronized void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(timers.nanos() - start);
    }

    Duration timeLeft() {
        return timeout.minus(elapsed());
    }

    void end(WaitResult.Outcome outcome) {
        end(outcome, Optional.empty(), session.output().end());
    }

    private void end(WaitResult.Outcome outcome, Optional<Search.Match> match, long offset) {
        result.complete(new WaitResult(outcome, match, offset, elapsed(), missed));
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /** The screen when the wait began, or soon after: an update of it may have had to be waited for. */
    void first(Look look, Until.Found found) {
        ready = true;
        long top = look.screen().first();
        if (found.from() == Until.From.SCREEN) {
            from = Math.min(startLine, top);
        } else {
            from = top;
            for (int i = 0; i < look.screen().lines().size(); i++) {
                before.put(top + i, look.screen().lines().get(i).text());
            }
        }
    }

    void newLook() {
        searchNanosLeft = SEARCH_TIME.toNanos();
    }

    /** Lines were dropped unseen: those from the first to before the second of these numbers. */
    void miss(long first, long end) {
        missed += Math.max(0, end - Math.max(first, from));
    }

    /** What is above this line has been seen for the last time. */
    void seenAbove(long line) {
        from = line;
        before.keySet().removeIf(number -> number < line);
    }

    /** Searches lines that may be new, of which the first has this number. */
    void search(long first, List<String> lines, long offset) {
        if (!(until instanceof Until.Found found) || result.isDone()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < lines.size(); i++) {
                if (first + i >= from && isNew(first + i, lines.get(i))) {
                    Search.Match match = found.search().first(first + i, lines.get(i), begin + searchNanosLeft);
                    if (match != null) {
                        end(WaitResult.Outcome.FOUND, Optional.of(match), offset);
                        return;
                    }
                }
            }
        } catch (Search.TimedText.OutOfTime e) {
            fail(new Search.DeadlinePassed(SEARCH_TIME));
        }
        searchNanosLeft -= System.nanoTime() - begin;
    }

    private boolean isNew(long number, String text) {
        String was = before.get(number);
        if (was == null) {
            return true;
        }
        if (was.equals(text)) {
            return false;
        }
        before.remove(number);
        return true;
    }
}
