package dev.coop.core.api;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Platform threads for what takes time or touches the disk: searches, uploads, starting programs. */
final class Workers implements AutoCloseable {
    /** Threads: two can't be held up by one long search, and leave the machine to the agents. */
    private static final int THREADS = 2;

    /** Tasks that wait; some seconds of work. */
    private static final int MAX_WAITING = 64;

    private static final int LINGER_SECONDS = 10;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            LINGER_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> Thread.ofPlatform().name("coop-worker").daemon().unstarted(task));

    Workers() {
        pool.allowCoreThreadTimeOut(true);
    }

    <T> CompletableFuture<T> call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    result.complete(task.call());
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            throw Refusal.of(ErrorCode.OVERLOADED, "too much of this is being done already")
                    .withHint("try again in a second");
        }
        return result;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
