package dev.coop.transport.grpc;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Sweep;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The streams that are open. Their tokens are looked at now and then: a stream says nothing by which they would be. */
final class Streams {
    private final TransportLimits limits;
    private final Sweep sweep;
    private final Set<StreamCall<?, ?>.Stream> open = new HashSet<>();
    private boolean closed;

    /**
     * None yet.
     *
     * @param interval how often their tokens are looked at
     */
    Streams(TransportLimits limits, Duration interval, EventExecutor loop) {
        this.limits = limits;
        this.sweep = new Sweep(loop, interval, () -> now().forEach(StreamCall.Stream::lookAtToken));
    }

    /** A stream whose client takes nothing for so long is closed. */
    Duration maxStall() {
        return limits.patience().stall();
    }

    synchronized void add(StreamCall<?, ?>.Stream stream) {
        if (closed) {
            throw ending();
        }
        if (open.size() >= limits.streams()) {
            throw Refusal.of(ErrorCode.OVERLOADED, "there are " + limits.streams() + " streams, and no more are taken");
        }
        open.add(stream);
        sweep.start();
    }

    synchronized void remove(StreamCall<?, ?>.Stream stream) {
        if (open.remove(stream) && open.isEmpty()) {
            sweep.stop();
        }
    }

    synchronized int count() {
        return open.size();
    }

    /** Ends them all. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        now().forEach(stream -> stream.end(ending()));
    }

    private synchronized List<StreamCall<?, ?>.Stream> now() {
        return List.copyOf(open);
    }

    private static Refusal ending() {
        return Refusal.of(ErrorCode.NOT_READY, "coop is ending");
    }
}
