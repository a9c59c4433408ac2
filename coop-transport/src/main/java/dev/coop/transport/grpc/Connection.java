package dev.coop.transport.grpc;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.admission.Visitor;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a relayed connection. grpc-java takes it for the remote address and hands it to every call,
 * so the identity goes where the connection goes, and ends with it.
 */
final class Connection extends SocketAddress {
    /** Bytes of answers that may wait for a client: several of the largest. */
    private static final int MAX_UNSENT = 8 << 20;

    private static final long serialVersionUID = 1L;

    private final transient Visitor visitor;
    private final transient EventLoop loop;
    private final transient Bound requests;
    private final transient Bound streams;
    private final transient Turns turns;
    private final transient Turnstile turnstile = new Turnstile();
    private final transient Bound answers = new Bound(MAX_UNSENT, "bytes of answers were not taken yet");
    private transient CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Connection(Visitor visitor, EventLoop loop, TransportLimits limits) {
        this.visitor = visitor;
        this.loop = loop;
        turns = new Turns(loop);
        requests = new Bound(limits.requests(), "requests wait for their answers");
        streams = new Bound(limits.subscriptions(), "streams are open");
    }

    static Connection of(ServerCall<?, ?> call) {
        if (call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof Connection connection) {
            return connection;
        }
        throw new IllegalStateException("a call that was not relayed");
    }

    Visitor visitor() {
        return visitor;
    }

    EventLoop loop() {
        return loop;
    }

    Turns turns() {
        return turns;
    }

    /** Those that have not sent their request yet. */
    Turnstile turnstile() {
        return turnstile;
    }

    /** Bytes that were answered, and wait for the client. */
    Bound answers() {
        return answers;
    }

    Bound requests() {
        return requests;
    }

    Bound streams() {
        return streams;
    }

    /**
     * Finds something out before a call begins, and goes on with it, both after the calls that came before: they begin in
     * their order, even where it took a while to know who makes the first. To be called on the loop.
     *
     * @param go on with the answer or with what went wrong, on the loop
     */
    <T> void inOrder(Supplier<CompletableFuture<T>> question, BiConsumer<@Nullable T, @Nullable Throwable> go) {
        if (!last.isDone()) {
            last = last.thenCompose(_ -> asked(question))
                    .handleAsync((answer, failure) -> done(go, answer, failure), loop);
            return;
        }
        CompletableFuture<T> answer = asked(question);
        last = answer.isDone()
                ? answer.handle((value, failure) -> done(go, value, failure))
                : answer.handleAsync((value, failure) -> done(go, value, failure), loop);
    }

    private static <T> CompletableFuture<T> asked(Supplier<CompletableFuture<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static <T> boolean done(
            BiConsumer<@Nullable T, @Nullable Throwable> go, @Nullable T answer, @Nullable Throwable failure) {
        go.accept(answer, failure);
        return true;
    }

    @Override
    public String toString() {
        return "relayed for " + visitor.peer();
    }
}
