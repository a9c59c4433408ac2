package dev.coop.transport.ws;

import dev.coop.core.metrics.Figure;
import dev.coop.core.metrics.Meters;
import dev.coop.transport.Stall;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * Where the frames for one client go. Takes no more than what one client may have waiting; whoever has more for him comes
 * again when he has taken some. Used by the connection's event loop alone.
 */
final class Outlet {
    private final Channel channel;
    private final Meters meters;
    private final Stall stall;
    private boolean closed;
    private boolean written;

    Outlet(Channel channel, Meters meters) {
        this.channel = channel;
        this.meters = meters;
        this.stall = new Stall(channel);
    }

    /** The client takes what was sent so far, mostly. */
    boolean isReady() {
        return !closed && channel.isWritable();
    }

    /** Also more than the client takes: for answers, whose number is bounded. */
    void write(ByteBuf frame) {
        if (closed) {
            frame.release();
            return;
        }
        written = true;
        var _ = channel.write(frame, channel.voidPromise());
    }

    /** The frame says that something is missing. */
    void writeGap(ByteBuf frame) {
        meters.count(Figure.GAPS);
        write(frame);
    }

    /** The client reads one stream more, or one less. */
    void subscribed(int by) {
        meters.change(Figure.SUBSCRIPTIONS, by);
    }

    void flush() {
        if (written) {
            written = false;
            channel.flush();
        }
    }

    /** Nothing more is sent. */
    void close() {
        closed = true;
    }

    /** How long the client has taken nothing of what waits for him, in nanoseconds. To be asked now and then. */
    long stalledNanos(long now) {
        return stall.nanos(now);
    }
}
