package dev.coop.transport.grpc;

import dev.coop.proto.v1.CoopGrpc;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The client's end of a stream, which takes as many messages as the test asks for. */
final class Subscriber<Q, R> implements ClientResponseObserver<Q, R> {
    private final BlockingQueue<R> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<Q> call;

    private Subscriber() {}

    /** One that takes nothing yet. */
    static <Q, R> Subscriber<Q, R> to(Client client, Q request, Method<Q, R> method) {
        Subscriber<Q, R> subscriber = new Subscriber<>();
        method.call(CoopGrpc.newStub(client.channel), request, subscriber);
        return subscriber;
    }

    interface Method<Q, R> {
        void call(CoopGrpc.CoopStub stub, Q request, ClientResponseObserver<Q, R> observer);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> started) {
        call = started;
        started.disableAutoRequestWithInitial(0);
    }

    Subscriber<Q, R> take(int messages) {
        Objects.requireNonNull(call).request(messages);
        return this;
    }

    Subscriber<Q, R> takeAll() {
        return take(Integer.MAX_VALUE);
    }

    R next() throws InterruptedException {
        R message = received.poll(Client.SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came; the end: " + end.getNow(null));
        }
        return message;
    }

    /** Hands messages over until there are none in this moment. */
    int drain(BiConsumer<R, Integer> to) {
        int count = 0;
        for (R message = received.poll(); message != null; message = received.poll()) {
            to.accept(message, count++);
        }
        return count;
    }

    int waiting() {
        return received.size();
    }

    boolean ended() {
        return end.isDone();
    }

    Status end() throws Exception {
        return end.get(Client.SECONDS, TimeUnit.SECONDS);
    }

    void cancel() {
        Objects.requireNonNull(call).cancel("enough", null);
    }

    @Override
    public void onNext(R message) {
        received.add(message);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }
}
