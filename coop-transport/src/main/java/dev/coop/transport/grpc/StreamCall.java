package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.Role;
import dev.coop.core.api.Scope;
import dev.coop.core.metrics.Figure;
import dev.coop.core.metrics.Meters;
import dev.coop.core.session.Session;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Need;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves a method that streams. A stream goes on when its source has something and the client has room, and is no
 * thread's business meanwhile. What waits for a client is one message more than gRPC's own threshold of 32 KiB; one that
 * takes nothing for {@link Streams#maxStall} is told that it was too slow, and closed.
 */
record StreamCall<P extends Message, R extends Message>(Desk desk, Streams streams, Source.Opener<P, R> opener)
        implements ServerCallHandler<Received<P>, R> {

    @Override
    public ServerCall.Listener<Received<P>> startCall(ServerCall<Received<P>, R> call, Metadata metadata) {
        Stream stream = new Stream(call, Guest.now());
        stream.expect();
        return stream;
    }

    /** One of them. */
    final class Stream extends OneRequest<P, R> {
        private final EventLoop loop;
        private @Nullable Source<R> source;
        private boolean full;
        private boolean watched;
        private long fullSince;

        private Stream(ServerCall<Received<P>, R> call, Guest guest) {
            super(call, guest, guest.connection().streams());
            loop = guest.connection().loop();
        }

        @Override
        CompletableFuture<Optional<Denied>> authorize() {
            return guest().connection().visitor().authorize(guest().caller(), Need.role(Role.OBSERVE));
        }

        @Override
        void told(Refusal refusal) {
            desk.refused(GrpcBridge.TRANSPORT, refusal);
        }

        @Override
        Optional<String> typesInto() {
            return Optional.empty();
        }

        @Override
        CompletableFuture<Boolean> begin(P request) {
            streams.add(this);
            Session session =
                    desk.api().target(guest().session(), Scope.SESSION).orElseThrow();
            source = opener.open(request, session, loop);
            meters().change(Figure.SUBSCRIPTIONS, 1);
            call().sendHeaders(new Metadata());
            pump();
            return DONE;
        }

        private void pump() {
            try {
                while (source != null && call().isReady()) {
                    full = false;
                    switch (source.next(this::wake)) {
                        case Source.Next.Message<R>(R message) -> call().sendMessage(message);
                        case Source.Next.Gap<R>(R message) -> {
                            meters().count(Figure.GAPS);
                            call().sendMessage(message);
                        }
                        case Source.Next.NothingYet<R> _ -> {
                            return;
                        }
                        case Source.Next.End<R> _ -> {
                            close();
                            call().close(Status.OK, new Metadata());
                        }
                    }
                }
            } catch (RuntimeException failure) {
                refuse(Statuses.refusal(failure));
            }
            if (source != null) {
                full();
            }
        }

        private void wake() {
            loop.execute(this::pump);
        }

        private void full() {
            if (!full) {
                full = true;
                fullSince = System.nanoTime();
            }
            if (!watched) {
                watch(streams.maxStall().toNanos());
            }
        }

        /** One timer at a time, however often a stream is full: it costs nothing to be as fast as the client. */
        private void watch(long nanos) {
            watched = true;
            var _ = loop.schedule(
                    () -> {
                        watched = false;
                        if (over() || !full) {
                            return;
                        }
                        long left = streams.maxStall().toNanos() - (System.nanoTime() - fullSince);
                        if (left > 0) {
                            watch(left);
                        } else {
                            meters().count(Figure.SLOW_CLIENTS_CLOSED);
                            refuse(tooSlow());
                        }
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        }

        private Meters meters() {
            return desk.api().meters();
        }

        private Refusal tooSlow() {
            return Refusal.of(
                            ErrorCode.OVERLOADED,
                            "nothing of this stream was taken for "
                                    + streams.maxStall().toMillis() + " ms")
                    .withHint("read faster, or ask again from where you are");
        }

        /** From any thread. */
        void lookAtToken() {
            var _ = guest().connection()
                    .visitor()
                    .stays(guest().caller())
                    .thenAccept(denied -> denied.ifPresent(lost -> end(Gatekeeper.unauthenticated(lost))));
        }

        /** From any thread. */
        void end(Refusal refusal) {
            loop.execute(() -> refuse(refusal));
        }

        @Override
        void closed() {
            streams.remove(this);
            if (source != null) {
                source.close();
                source = null;
                meters().change(Figure.SUBSCRIPTIONS, -1);
            }
        }

        @Override
        public void onReady() {
            pump();
        }
    }
}
