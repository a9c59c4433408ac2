package dev.coop.core.session;

import dev.coop.core.vt.Terminal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Questions about a terminal, put by any thread and answered by the one that feeds it. Each has a thread that waits for
 * it, so there are never more than there are askers.
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

    private final Queue<Question<?>> open = new ConcurrentLinkedQueue<>();
    private volatile boolean impatient;
    private volatile boolean closed;

    /** Asks and waits. {@code wake} makes the feeding thread look here soon, also when no output comes. */
    <T> T ask(Terminal terminal, Function<Terminal, T> look, Runnable wake) throws InterruptedException {
        if (closed) {
            return look.apply(terminal);
        }
        Question<T> question = new Question<>(look, new CompletableFuture<>());
        open.add(question);
        if (closed) {
            // Either the last look at the queue saw the question or it never will; asking twice does no harm.
            return look.apply(terminal);
        }
        wake.run();
        try {
            try {
                return question.answer.get(MAX_FRAME_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException frameTakesTooLong) {
                impatient = true;
                wake.run();
                return question.answer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the terminal could not be read", e.getCause());
        }
    }

    boolean waiting() {
        return !open.isEmpty();
    }

    /** A question has waited for the end of an update long enough. */
    boolean impatient() {
        return impatient;
    }

    void answer(Terminal terminal) {
        impatient = false;
        for (Question<?> question = open.poll(); question != null; question = open.poll()) {
            question.answer(terminal);
        }
    }

    /** The terminal will not change any more. */
    void close(Terminal terminal) {
        closed = true;
        answer(terminal);
    }
}
