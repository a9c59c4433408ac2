package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.Role;
import dev.coop.core.api.Scope;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Need;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves a method that streams. A stream goes on when its source has something and the client has room, and is no
 * thread's business meanwhile. What waits for a client is one message more than gRPC's own threshold of 32 KiB; one that
 * takes nothing for {@link #MAX_STALL} is told that it was too slow and closed.
 */
record StreamCall<P extends Message, R extends Message>(Desk desk, Streams streams, Source.Opener<P, R> opener)
        implements ServerCallHandler<Received<P>, R> {
    /** The source has something or not, the client takes none of what was sent: after that it does not read at all. */
    static final Duration MAX_STALL = Duration.ofSeconds(60);

    private static final int MESSAGES = 2;

    @Override
    public ServerCall.Listener<Received<P>> startCall(ServerCall<Received<P>, R> call, Metadata metadata) {
        call.request(MESSAGES);
        return new Stream(call, Guest.now());
    }

    /** One of them. */
    final class Stream extends ServerCall.Listener<Received<P>> {
        private final ServerCall<Received<P>, R> call;
        private final Guest guest;
        private final EventLoop loop;
        private @Nullable Received<P> received;
        private @Nullable Source<R> source;
        private boolean over;
        private boolean full;
        private boolean watched;
        private long fullSince;

        private Stream(ServerCall<Received<P>, R> call, Guest guest) {
            this.call = call;
            this.guest = guest;
            this.loop = guest.connection().loop();
        }

        @Override
        public void onMessage(Received<P> message) {
            if (received != null) {
                finish(Refusal.of(ErrorCode.BAD_REQUEST, "this call takes one request"));
            }
            received = message;
        }

        @Override
        public void onHalfClose() {
            guest.connection()
                    .inTurn(
                            () -> guest.connection().visitor().authorize(guest.caller(), Need.role(Role.OBSERVE)),
                            (denied, failure) -> {
                                if (denied == null) {
                                    finish(Statuses.refusal(failure));
                                } else if (denied.isPresent()) {
                                    finish(Desk.refusal(denied.get()));
                                } else {
                                    start();
                                }
                            });
        }

        private void start() {
            if (over) {
                return;
            }
            try {
                if (received == null) {
                    throw Refusal.of(ErrorCode.BAD_REQUEST, "this call takes one request, and there is none");
                }
                streams.add(this);
                var session = desk.api().target(guest.session(), Scope.SESSION).orElseThrow();
                source = opener.open(received.message(), session, loop);
                received = null;
                call.sendHeaders(new Metadata());
                pump();
            } catch (RuntimeException failure) {
                finish(Statuses.refusal(failure));
            }
        }

        private void pump() {
            if (over || source == null) {
                return;
            }
            try {
                while (call.isReady()) {
                    full = false;
                    switch (source.next(this::wake)) {
                        case Source.Next.Message<R>(R message) -> call.sendMessage(message);
                        case Source.Next.NothingYet<R> _ -> {
                            return;
                        }
                        case Source.Next.End<R> _ -> {
                            close();
                            call.close(Status.OK, new Metadata());
                            return;
                        }
                    }
                }
                full();
            } catch (RuntimeException failure) {
                finish(Statuses.refusal(failure));
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
                watch(MAX_STALL.toNanos());
            }
        }

        /** One timer at a time, however often a stream is full: it costs nothing to be as fast as the client. */
        private void watch(long nanos) {
            watched = true;
            var _ = loop.schedule(
                    () -> {
                        watched = false;
                        if (over || !full) {
                            return;
                        }
                        long left = MAX_STALL.toNanos() - (System.nanoTime() - fullSince);
                        if (left > 0) {
                            watch(left);
                        } else {
                            finish(Refusal.of(
                                            ErrorCode.OVERLOADED,
                                            "nothing of this stream was taken for " + MAX_STALL.toSeconds()
                                                    + " seconds")
                                    .withHint("read faster, or ask again from where you are"));
                        }
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        }

        /** From any thread. */
        void end(Refusal refusal) {
            loop.execute(() -> finish(refusal));
        }

        private void finish(Refusal refusal) {
            if (!over) {
                close();
                Statuses.refuse(call, refusal);
            }
        }

        private void close() {
            over = true;
            streams.remove(this);
            if (source != null) {
                source.close();
                source = null;
            }
        }

        @Override
        public void onReady() {
            pump();
        }

        @Override
        public void onCancel() {
            close();
        }
    }
}
