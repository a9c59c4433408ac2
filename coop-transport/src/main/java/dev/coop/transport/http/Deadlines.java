package dev.coop.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that take too long: to say anything, to finish a request, to say something more. One timer for each,
 * which is moved only when it fires.
 */
public final class Deadlines extends ChannelInboundHandlerAdapter {
    /** From the first byte of a request to its last. 14 MiB in that time are 3.7 Mbit/s. */
    static final Duration REQUEST = Duration.ofSeconds(30);

    /** Between two requests, and before the first: what pools of connections leave them alone for. */
    static final Duration IDLE = Duration.ofMinutes(5);

    private long deadline = System.nanoTime() + IDLE.toNanos();
    private boolean reading;
    private boolean answering;
    private @Nullable Future<?> timer;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        arm(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!reading && !answering) {
            reading = true;
            deadline = System.nanoTime() + REQUEST.toNanos();
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
        deadline = System.nanoTime() + IDLE.toNanos();
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
        long delay = deadline == Long.MAX_VALUE ? IDLE.toNanos() : deadline - System.nanoTime();
        timer = context.executor().schedule(() -> look(context), Math.max(delay, 1), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0) {
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
