package dev.coop.transport.http;

import dev.coop.core.config.TransportLimits.Patience;
import dev.coop.core.metrics.Figure;
import dev.coop.core.metrics.Meters;
import dev.coop.transport.Stall;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that take too long: to say anything, to finish a request, to say something more, to take what they
 * are answered. One timer for each, which is moved only when it fires.
 */
public final class Deadlines extends ChannelInboundHandlerAdapter {
    /** Looks at a client that does not read, in the time that it may take for that: it is closed so much later at most. */
    private static final int LOOKS = 4;

    private final Channel channel;
    private final Patience patience;
    private final Meters meters;
    private final Stall stall;
    private long deadline;
    private boolean reading;
    private boolean answering;
    private @Nullable Future<?> timer;

    public Deadlines(Channel channel, Patience patience, Meters meters) {
        this.channel = channel;
        this.patience = patience;
        this.meters = meters;
        this.stall = new Stall(channel);
        this.deadline = System.nanoTime() + patience.idle().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        arm(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!reading && !answering) {
            reading = true;
            deadline = System.nanoTime() + patience.request().toNanos();
            arm(context);
        }
        context.fireChannelRead(message);
    }

    /** The request is there; what its answer takes is our own affair. */
    void complete() {
        reading = false;
        answering = true;
        deadline = Long.MAX_VALUE;
    }

    void answered() {
        answering = false;
        deadline = System.nanoTime() + patience.idle().toNanos();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!channel.isWritable()) {
            arm(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void arm(ChannelHandlerContext context) {
        cancel();
        long delay = deadline == Long.MAX_VALUE ? patience.idle().toNanos() : deadline - System.nanoTime();
        if (!channel.isWritable()) {
            delay = Math.min(delay, patience.stall().toNanos() / LOOKS);
        }
        timer = context.executor().schedule(() -> look(context), Math.max(delay, 1), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (stall.nanos(now) >= patience.stall().toNanos()) {
            meters.count(Figure.SLOW_CLIENTS_CLOSED);
            var _ = context.close();
        } else if (deadline != Long.MAX_VALUE && now - deadline >= 0) {
            var _ = context.close();
        } else {
            arm(context);
        }
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
