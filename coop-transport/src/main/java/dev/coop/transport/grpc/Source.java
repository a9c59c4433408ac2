package dev.coop.transport.grpc;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.core.session.Session;
import io.netty.channel.EventLoop;

/** What a stream streams. Used on the event loop of its connection alone, and never waits. */
interface Source<R> extends AutoCloseable {
    /**
     * What to send next.
     *
     * @param wake is run once, by any thread, when there was nothing and that may have changed
     */
    Next<R> next(Runnable wake);

    /** Nobody listens any more. */
    @Override
    void close();

    /** What is next. */
    sealed interface Next<R> {
        /** A message; there may be more. */
        record Message<R>(R message) implements Next<R> {}

        /** A message that says that something is missing. */
        record Gap<R>(R message) implements Next<R> {}

        record NothingYet<R>() implements Next<R> {}

        /** Nothing will follow: the session was removed. */
        record End<R>() implements Next<R> {}
    }

    /** Makes the source of one stream; may refuse. */
    @FunctionalInterface
    interface Opener<P, R> {
        Source<R> open(P request, Session session, EventLoop loop);

        /** Of a stream that there will be. */
        static <P, R> Opener<P, R> planned(String method) {
            return (_, _, _) -> {
                throw Refusal.of(ErrorCode.NO_DRIVER, method + " is not served by this version of coop");
            };
        }
    }
}
