package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Refusal;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Denied;
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
 * @param types it has to keep to the order of what else is typed
 */
record UnaryCall<P extends Message, Q, A, R extends Message>(
        Desk desk, Operation<Q, A> operation, Function<P, Q> request, Function<A, R> answer, boolean types)
        implements ServerCallHandler<Received<P>, R> {

    @Override
    public ServerCall.Listener<Received<P>> startCall(ServerCall<Received<P>, R> call, Metadata metadata) {
        Unary unary = new Unary(call, Guest.now());
        unary.expect();
        return unary;
    }

    private final class Unary extends OneRequest<P, R> {
        private @Nullable CompletableFuture<A> running;
        private int unsentBytes;

        Unary(ServerCall<Received<P>, R> call, Guest guest) {
            super(call, guest, guest.connection().requests());
        }

        @Override
        CompletableFuture<Optional<Denied>> authorize() {
            return desk.authorize(
                    guest().connection().visitor(), Optional.of(guest().caller()), operation, guest().session());
        }

        @Override
        void told(Refusal refusal) {
            desk.refused(GrpcBridge.TRANSPORT, refusal);
        }

        @Override
        Optional<String> typesInto() {
            return types ? Optional.of(guest().session().orElse("")) : Optional.empty();
        }

        @Override
        CompletableFuture<Boolean> begin(P message) {
            Connection connection = guest().connection();
            CompletableFuture<A> result = desk.call(
                    connection.visitor(),
                    Optional.of(guest().caller()),
                    operation,
                    desk.api().heading(guest().session(), guest().requestId()),
                    request.apply(message),
                    connection.loop());
            if (result.isDone()) {
                return result.handle(this::end);
            }
            running = result;
            return result.handleAsync(this::end, connection.loop());
        }

        private boolean end(@Nullable A result, @Nullable Throwable failure) {
            running = null;
            if (over()) {
                return false;
            }
            try {
                if (result == null) {
                    refuse(Statuses.refusal(failure));
                } else {
                    send(answer.apply(result));
                }
            } catch (RuntimeException unexpected) {
                refuse(Statuses.refusal(unexpected));
            }
            return true;
        }

        private void send(R message) {
            if (close()) {
                unsentBytes = message.getSerializedSize();
                guest().connection().answers().add(unsentBytes);
                call().sendHeaders(new Metadata());
                call().sendMessage(message);
                call().close(Status.OK, new Metadata());
            }
        }

        @Override
        void closed() {
            if (running != null) {
                // Nobody waits any more for what a long poll is waiting for.
                running.cancel(false);
            }
        }

        private void sent() {
            guest().connection().answers().remove(unsentBytes);
            unsentBytes = 0;
        }

        @Override
        public void onComplete() {
            sent();
        }

        @Override
        public void onCancel() {
            super.onCancel();
            sent();
        }
    }
}
