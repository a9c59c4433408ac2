package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.transport.admission.Denied;
import io.grpc.ServerCall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call from its start until it is known whether it may be done: it takes one request, and begins as soon as that is
 * there and, where it types, those before it have typed. All on the connection's loop.
 */
abstract class OneRequest<P extends Message, R extends Message> extends ServerCall.Listener<Received<P>> {
    static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

    private final ServerCall<Received<P>, R> call;
    private final Guest guest;
    private final Bound bound;
    private boolean receiving;
    private boolean received;
    private boolean counted;
    private boolean over;

    /** @param bound how many of this kind a connection may have */
    OneRequest(ServerCall<Received<P>, R> call, Guest guest, Bound bound) {
        this.call = call;
        this.guest = guest;
        this.bound = bound;
    }

    /** May it be done; empty if so. */
    abstract CompletableFuture<Optional<Denied>> authorize();

    /** Does it, or refuses. What it gives is complete when it is done, one way or the other, and never fails. */
    abstract CompletableFuture<Boolean> begin(P request);

    /** A client is told of it. */
    abstract void told(Refusal refusal);

    /** The session into which it types, if it does. */
    abstract Optional<String> typesInto();

    /** It is over. Called once, also when it never began. */
    abstract void closed();

    final ServerCall<Received<P>, R> call() {
        return call;
    }

    final Guest guest() {
        return guest;
    }

    final boolean over() {
        return over;
    }

    final void expect() {
        guest.connection().turnstile().enter(() -> {
            receiving = true;
            if (over) {
                stopReceiving();
            } else {
                call.request(1);
            }
        });
    }

    private void stopReceiving() {
        if (receiving) {
            receiving = false;
            guest.connection().turnstile().leave();
        }
    }

    @Override
    public final void onMessage(Received<P> message) {
        received = true;
        stopReceiving();
        try {
            bound.check();
            guest.connection().answers().check();
            bound.add(1);
            counted = true;
            P request = message.message();
            typesInto()
                    .ifPresentOrElse(
                            session -> guest.connection().turns().inTurn(session, () -> perform(request)), () -> {
                                var _ = perform(request);
                            });
        } catch (RuntimeException failure) {
            refuse(Statuses.refusal(failure));
        }
    }

    // What is nested is composed on the next line.
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<Boolean> perform(P request) {
        if (over) {
            return DONE;
        }
        try {
            CompletableFuture<Optional<Denied>> answer = authorize();
            CompletableFuture<CompletableFuture<Boolean>> begun = answer.isDone()
                    ? answer.handle((denied, failure) -> beginIf(denied, failure, request))
                    : answer.handleAsync(
                            (denied, failure) -> beginIf(denied, failure, request),
                            guest.connection().loop());
            return begun.thenCompose(done -> done);
        } catch (RuntimeException failure) {
            refuse(Statuses.refusal(failure));
            return DONE;
        }
    }

    // That is how a future tells that there is no answer but a failure.
    @SuppressWarnings("NullableOptional")
    private CompletableFuture<Boolean> beginIf(
            @Nullable Optional<Denied> denied, @Nullable Throwable failure, P request) {
        if (denied == null) {
            refuse(Statuses.refusal(failure));
        } else if (denied.isPresent()) {
            refuse(denied.get().refusal());
        } else if (!over) {
            try {
                return begin(request);
            } catch (RuntimeException refused) {
                refuse(Statuses.refusal(refused));
            }
        }
        return DONE;
    }

    @Override
    public final void onHalfClose() {
        if (!received) {
            refuse(Refusal.of(ErrorCode.BAD_REQUEST, "this call takes a request, and there is none"));
        }
    }

    @Override
    public void onCancel() {
        close();
    }

    /** Ends the call, if nothing else has. */
    final void refuse(Refusal refusal) {
        if (close()) {
            told(refusal);
            Statuses.refuse(call, refusal);
        }
    }

    /** False if it was over already. */
    final boolean close() {
        if (over) {
            return false;
        }
        over = true;
        stopReceiving();
        if (counted) {
            bound.remove(1);
        }
        closed();
        return true;
    }
}
