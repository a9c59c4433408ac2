package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Refusal;
import dev.coop.transport.Desk;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves a method that is an operation: one request, one answer.
 *
 * @param request makes the operation's request of the message; may refuse it
 * @param answer makes the message of the operation's answer
 */
record UnaryCall<P extends Message, Q, A, R extends Message>(
        Desk desk, Operation<Q, A> operation, Function<P, Q> request, Function<A, R> answer)
        implements ServerCallHandler<Received<P>, R> {
    /** One more than there may be, so that a second one is noticed. */
    private static final int MESSAGES = 2;

    @Override
    public ServerCall.Listener<Received<P>> startCall(ServerCall<Received<P>, R> call, Metadata metadata) {
        call.request(MESSAGES);
        return new OneRequest(call, Guest.now());
    }

    private final class OneRequest extends ServerCall.Listener<Received<P>> {
        private final ServerCall<Received<P>, R> call;
        private final Guest guest;
        private @Nullable Received<P> received;
        private @Nullable CompletableFuture<A> running;
        private boolean over;

        OneRequest(ServerCall<Received<P>, R> call, Guest guest) {
            this.call = call;
            this.guest = guest;
        }

        @Override
        public void onMessage(Received<P> message) {
            if (received != null) {
                end(Refusal.of(ErrorCode.BAD_REQUEST, "this call takes one request"));
            }
            received = message;
        }

        @Override
        public void onHalfClose() {
            if (over) {
                return;
            }
            if (received == null) {
                end(Refusal.of(ErrorCode.BAD_REQUEST, "this call takes one request, and there is none"));
                return;
            }
            Q asked;
            try {
                asked = request.apply(received.message());
            } catch (RuntimeException failure) {
                end(Statuses.refusal(failure));
                return;
            }
            received = null;
            guest.connection()
                    .inTurn(
                            () -> desk.authorize(
                                    guest.connection().visitor(),
                                    Optional.of(guest.caller()),
                                    operation,
                                    guest.session()),
                            (denied, failure) -> {
                                if (denied == null) {
                                    end(Statuses.refusal(failure));
                                } else if (denied.isPresent()) {
                                    end(Desk.refusal(denied.get()));
                                } else {
                                    run(asked);
                                }
                            });
        }

        private void run(Q asked) {
            if (over) {
                return;
            }
            CompletableFuture<A> result = desk.call(
                    guest.connection().visitor(),
                    Optional.of(guest.caller()),
                    operation,
                    guest.session(),
                    asked,
                    guest.connection().loop());
            if (result.isDone()) {
                var _ = result.whenComplete(this::end);
            } else {
                running = result;
                var _ = result.whenCompleteAsync(this::end, guest.connection().loop());
            }
        }

        private void end(@Nullable A result, @Nullable Throwable failure) {
            running = null;
            if (over) {
                return;
            }
            R message;
            try {
                if (result == null) {
                    end(Statuses.refusal(failure));
                    return;
                }
                message = answer.apply(result);
            } catch (RuntimeException unexpected) {
                end(Statuses.refusal(unexpected));
                return;
            }
            over = true;
            call.sendHeaders(new Metadata());
            call.sendMessage(message);
            call.close(Status.OK, new Metadata());
        }

        private void end(Refusal refusal) {
            if (!over) {
                over = true;
                Statuses.refuse(call, refusal);
            }
        }

        @Override
        public void onCancel() {
            over = true;
            if (running != null) {
                // Nobody waits any more for what a long poll is waiting for.
                running.cancel(false);
            }
        }
    }
}
