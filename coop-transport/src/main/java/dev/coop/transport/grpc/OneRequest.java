package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.transport.admission.Denied;
import io.grpc.ServerCall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A call from its start until it is known whether it may be done: it takes one request, and begins as soon as that is
 * there and those before it have had their turn. All on the connection's loop.
 */
abstract class OneRequest<P extends Message, R extends Message> extends ServerCall.Listener<Received<P>> {
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

    /** Does it, or refuses. */
    abstract void begin(P request);

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
            guest.connection().inTurn(this::authorize, (denied, failure) -> {
                if (denied == null) {
                    refuse(Statuses.refusal(failure));
                } else if (denied.isPresent()) {
                    refuse(denied.get().refusal());
                } else if (!over) {
                    beginOrRefuse(request);
                }
            });
        } catch (RuntimeException failure) {
            refuse(Statuses.refusal(failure));
        }
    }

    private void beginOrRefuse(P request) {
        try {
            begin(request);
        } catch (RuntimeException failure) {
            refuse(Statuses.refusal(failure));
        }
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
