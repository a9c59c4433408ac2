package dev.coop.transport.grpc;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open. */
final class Streams {
    /** Of the whole host: some thousand subscribers are meant to be served, far more are a client that loops. */
    private static final int MAX = 8192;

    private final Duration maxStall;
    private final Set<StreamCall<?, ?>.Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param maxStall a stream whose client takes nothing for so long is closed */
    Streams(Duration maxStall) {
        this.maxStall = maxStall;
    }

    Duration maxStall() {
        return maxStall;
    }

    void add(StreamCall<?, ?>.Stream stream) {
        if (open.size() >= MAX) {
            throw Refusal.of(ErrorCode.OVERLOADED, "there are " + MAX + " streams, and no more are taken");
        }
        open.add(stream);
        if (closed) {
            remove(stream);
            throw ending();
        }
    }

    void remove(StreamCall<?, ?>.Stream stream) {
        open.remove(stream);
    }

    int count() {
        return open.size();
    }

    /** Ends them all. */
    void close() {
        closed = true;
        open.forEach(stream -> stream.end(ending()));
    }

    private static Refusal ending() {
        return Refusal.of(ErrorCode.NOT_READY, "coop is ending");
    }
}
