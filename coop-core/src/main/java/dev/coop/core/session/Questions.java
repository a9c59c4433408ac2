package dev.coop.core.session;

import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions about a terminal, put by any thread and answered by the one that feeds it. Whoever asks for the screen while
 * somebody else waits for it gets the same one, so a thousand readers cost one copy.
 *
 * <p>After the program's end nothing changes the terminal any more, and askers look for themselves.
 */
final class Questions {
    /** How long a question waits for the end of a synchronized update. Terminals that draw them give up after 100 to 200 ms. */
    static final Duration MAX_FRAME_WAIT = Duration.ofMillis(100);

    private record Question<T>(Function<Terminal, T> look, CompletableFuture<T> answer) {
        void answer(Terminal terminal) {
            try {
                answer.complete(look.apply(terminal));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private final Terminal terminal;
    private final Runnable wake;
    private final Queue<Question<?>> open = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable CompletableFuture<Snapshot>> sharedSnapshot = new AtomicReference<>();
    private final AtomicBoolean timing = new AtomicBoolean();

    /** Questions wait for the end of an update, since then. */
    private volatile boolean inFrame;

    private volatile long frameSince;
    private volatile boolean impatient;
    private volatile boolean closed;

    /** @param wake makes the feeding thread look here soon, also when no output comes */
    Questions(Terminal terminal, Runnable wake) {
        this.terminal = terminal;
        this.wake = wake;
    }

    /** The answer is completed by the feeding thread: what is done with it, is to be done elsewhere. */
    <T> CompletableFuture<T> ask(Function<Terminal, T> look) {
        return put(new Question<>(look, new CompletableFuture<>()));
    }

    /** The screen as it will be when the feeding thread looks here; one copy for all who asked meanwhile. */
    CompletableFuture<Snapshot> snapshot() {
        CompletableFuture<Snapshot> mine = new CompletableFuture<>();
        CompletableFuture<Snapshot> others = sharedSnapshot.compareAndExchange(null, mine);
        if (others != null) {
            return others.copy();
        }
        return put(new Question<>(this::takeSnapshot, mine)).copy();
    }

    private Snapshot takeSnapshot(Terminal from) {
        // Before the copy: who asks from now on wants to see what comes after it.
        sharedSnapshot.set(null);
        return from.snapshot();
    }

    private <T> CompletableFuture<T> put(Question<T> question) {
        if (!closed) {
            open.add(question);
        }
        if (closed) {
            // Either the last look at the queue saw the question or it never will; answering twice does no harm.
            question.answer(terminal);
        } else {
            wake.run();
        }
        return question.answer;
    }

    boolean waiting() {
        return !open.isEmpty();
    }

    /** A question has waited for the end of an update long enough. */
    boolean impatient() {
        return impatient;
    }

    /** An update is being drawn: its end answers, or the end of patience. */
    void awaitFrame() {
        if (!waiting()) {
            return;
        }
        if (!inFrame) {
            inFrame = true;
            frameSince = System.nanoTime();
        }
        if (timing.compareAndSet(false, true)) {
            time(MAX_FRAME_WAIT.toNanos());
        }
    }

    /** One timer at a time; when it was set for questions that have been answered since, those of now get their full time. */
    private void time(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(() -> {
            long left = MAX_FRAME_WAIT.toNanos() - (System.nanoTime() - frameSince);
            if (inFrame && left > 0) {
                time(left);
                return;
            }
            timing.set(false);
            impatient = inFrame;
            wake.run();
        });
    }

    void answer() {
        impatient = false;
        inFrame = false;
        for (Question<?> question = open.poll(); question != null; question = open.poll()) {
            question.answer(terminal);
        }
    }

    /** The terminal will not change any more. */
    void close() {
        closed = true;
        answer();
    }
}
