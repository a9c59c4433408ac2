package dev.coop.transport.grpc;

import io.netty.channel.AbstractEventLoopGroup;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Puts every relayed connection on the event loop of its front, so that nothing has to be handed from thread to thread.
 * The loops are somebody else's and not ended here.
 */
final class FrontLoops extends AbstractEventLoopGroup {
    private final EventLoop first;

    /** @param first for what belongs to no connection */
    FrontLoops(EventLoop first) {
        this.first = first;
    }

    private ChannelFuture registerWhereItBelongs(ChannelPromise promise) {
        Channel channel = promise.channel();
        if (!(channel.remoteAddress() instanceof Connection connection)) {
            return first.register(promise);
        }
        connection.loop().execute(() -> {
            if (channel.isOpen()) {
                var _ = connection.loop().register(promise);
            } else {
                // The client was quicker, and that is no failure.
                promise.setSuccess();
            }
        });
        return promise;
    }

    @Override
    public EventLoop next() {
        return first;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return registerWhereItBelongs(new DefaultChannelPromise(channel, first));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        return registerWhereItBelongs(promise);
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        return registerWhereItBelongs(promise);
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return List.<EventExecutor>of(first).iterator();
    }

    @Override
    public boolean isShuttingDown() {
        return first.isShuttingDown();
    }

    @Override
    public boolean isShutdown() {
        return first.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return first.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return first.awaitTermination(timeout, unit);
    }

    @Override
    public Future<?> terminationFuture() {
        return first.terminationFuture();
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("these loops belong to the front");
    }

    @Deprecated
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("these loops belong to the front");
    }
}
