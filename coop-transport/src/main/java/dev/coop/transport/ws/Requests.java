package dev.coop.transport.ws;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The requests of one connection that are not answered yet: a bounded number. Those that change something are done in the
 * order in which they came, each when the one before is done; to look is never to wait for that.
 *
 * <p>Used by the connection's event loop alone.
 */
final class Requests {
    private final Executor loop;
    private final int most;
    private final Queue<Supplier<CompletableFuture<?>>> inOrder = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<?>> running = new HashMap<>();
    private boolean busy;
    private int open;
    private long next;

    Requests(Executor loop, int most) {
        this.loop = loop;
        this.most = most;
    }

    /** Does it now; false when there are too many already. */
    boolean now(Supplier<CompletableFuture<?>> request) {
        if (open == most) {
            return false;
        }
        open++;
        run(request, () -> {});
        return true;
    }

    /** Does it when all that were to be done in order are done; false when there are too many already. */
    boolean inOrder(Supplier<CompletableFuture<?>> request) {
        if (open == most) {
            return false;
        }
        open++;
        inOrder.add(request);
        next();
        return true;
    }

    private void next() {
        while (!busy && !inOrder.isEmpty()) {
            busy = true;
            run(inOrder.remove(), () -> busy = false);
        }
    }

    private void run(Supplier<CompletableFuture<?>> request, Runnable done) {
        CompletableFuture<?> answer = request.get();
        if (answer.isDone()) {
            open--;
            done.run();
            return;
        }
        long mine = next++;
        running.put(mine, answer);
        var _ = answer.whenCompleteAsync(
                (_, _) -> {
                    running.remove(mine);
                    open--;
                    done.run();
                    next();
                },
                loop);
    }

    /** Nobody waits for answers any more. */
    void cancel() {
        inOrder.clear();
        List.copyOf(running.values()).forEach(answer -> answer.cancel(false));
    }
}
