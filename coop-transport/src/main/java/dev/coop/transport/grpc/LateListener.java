package dev.coop.transport.grpc;

import io.grpc.ServerCall;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears of a call that may not be started yet, because it is not known who makes it. No message is asked for until then,
 * so there is little to keep. All on the connection's loop.
 */
final class LateListener<Q> extends ServerCall.Listener<Q> {
    private final Queue<Consumer<ServerCall.Listener<Q>>> early = new ArrayDeque<>();
    private ServerCall.@Nullable Listener<Q> listener;

    void become(ServerCall.Listener<Q> started) {
        listener = started;
        // What is told meanwhile comes behind the rest.
        for (var event = early.peek(); event != null; event = early.peek()) {
            event.accept(started);
            early.remove();
        }
    }

    private void tell(Consumer<ServerCall.Listener<Q>> event) {
        if (listener != null && early.isEmpty()) {
            event.accept(listener);
        } else {
            early.add(event);
        }
    }

    @Override
    public void onMessage(Q message) {
        tell(known -> known.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        tell(ServerCall.Listener::onHalfClose);
    }

    @Override
    public void onCancel() {
        tell(ServerCall.Listener::onCancel);
    }

    @Override
    public void onComplete() {
        tell(ServerCall.Listener::onComplete);
    }

    @Override
    public void onReady() {
        tell(ServerCall.Listener::onReady);
    }
}
