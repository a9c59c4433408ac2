package dev.coop.transport.grpc;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What one connection types into a session, in the order in which it came: each when the one before is done, for keys
 * have to look at the screen first, and text that comes behind them does not. Other sessions don't wait for that. Used on
 * the connection's loop alone.
 */
final class Turns {
    private final EventLoop loop;

    /** The last of each session where something is under way. */
    private final Map<String, CompletableFuture<Boolean>> last = new HashMap<>();

    Turns(EventLoop loop) {
        this.loop = loop;
    }

    /** @param action begins it, and completes when it is done, one way or the other */
    void inTurn(String session, Supplier<CompletableFuture<Boolean>> action) {
        CompletableFuture<Boolean> before = last.get(session);
        CompletableFuture<Boolean> now =
                before == null ? action.get() : before.thenComposeAsync(_ -> action.get(), loop);
        if (now.isDone()) {
            last.remove(session);
            return;
        }
        last.put(session, now);
        var _ = now.thenRunAsync(() -> last.remove(session, now), loop);
    }
}
