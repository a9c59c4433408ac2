package dev.coop.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a client takes what was written for it. Used by the connection's event loop alone. */
public final class Stall {
    private final Channel channel;

    // How far the writing was when last looked at, and since when it has been there.
    private long waitingThen;
    private long progressThen;
    private int messageThen;
    private long standsSince;

    public Stall(Channel channel) {
        this.channel = channel;
    }

    /** How long the client has taken nothing of what waits for it, in nanoseconds. To be asked now and then. */
    public long nanos(long now) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.totalPendingWriteBytes() == 0) {
            waitingThen = 0;
            return 0;
        }
        long waiting = buffer.totalPendingWriteBytes();
        long progress = buffer.currentProgress();
        int message = System.identityHashCode(buffer.current());
        if (waitingThen == 0 || progress != progressThen || message != messageThen) {
            standsSince = now;
        }
        waitingThen = waiting;
        progressThen = progress;
        messageThen = message;
        return now - standsSince;
    }
}
