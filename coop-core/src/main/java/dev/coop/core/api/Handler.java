package dev.coop.core.api;

import java.util.concurrent.CompletableFuture;

/** Does what one operation is for. Never blocks: what takes time completes later. Refuses with a {@link Refusal}. */
@FunctionalInterface
public interface Handler<Q, A> {
    CompletableFuture<A> handle(Context context, Q request);

    /** One that is done at once. */
    interface Direct<Q, A> {
        A handle(Context context, Q request);
    }

    static <Q, A> Handler<Q, A> direct(Direct<Q, A> handler) {
        return (context, request) -> CompletableFuture.completedFuture(handler.handle(context, request));
    }
}
