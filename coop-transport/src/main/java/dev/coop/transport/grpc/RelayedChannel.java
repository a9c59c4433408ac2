package dev.coop.transport.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC server's end of a connection that somebody else accepted: what it reads and writes goes through that other
 * channel, the front, on the same event loop.
 *
 * <p>Both directions press back. The front is read only when this one wants to read; and what the front can't take stays
 * here, so that HTTP/2 sees a full channel, stops its streams and counts the control frames that a client makes it send
 * without reading them.
 */
final class RelayedChannel extends AbstractChannel {
    /** How long the last words may take to be written before the connection is cut. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new Config(this);
    private final Channel front;
    private final Connection connection;
    private final Duration maxStall;

    /** What came before there was a server. The front is not read meanwhile, so it is what one read had brought. */
    private final Queue<Object> early = new ArrayDeque<>();

    private boolean open = true;
    private boolean wanted;
    private boolean served;
    private boolean watched;
    private long passedOn;

    /**
     * The server's end of what {@code front} is the client's.
     *
     * @param front has a {@link FrontHandler} that feeds this channel
     * @param maxStall something waits to be written and the client takes nothing of it: after that it is cut off
     */
    RelayedChannel(Channel front, Connection connection, Duration maxStall) {
        super(null);
        this.front = front;
        this.connection = connection;
        this.maxStall = maxStall;
    }

    /** Bytes came. */
    void receive(Object bytes) {
        if (!open) {
            ReferenceCountUtil.release(bytes);
        } else if (served) {
            pipeline().fireChannelRead(bytes);
        } else {
            early.add(bytes);
        }
    }

    /** No more for now. */
    void receiveComplete() {
        if (served) {
            pipeline().fireChannelReadComplete();
        }
    }

    private void receiveEarly() {
        served = true;
        // One by one: what is in them may close this channel, which lets go of the rest.
        for (Object bytes = early.poll(); bytes != null; bytes = early.poll()) {
            pipeline().fireChannelRead(bytes);
        }
        pipeline().fireChannelReadComplete();
    }

    /** The front may take more. */
    void writable() {
        if (open && front.isWritable()) {
            ((Wire) unsafe()).resume();
        }
    }

    /** The front is gone. */
    void lost() {
        if (isRegistered()) {
            // Not through the pipeline: HTTP/2 would wait there for the streams of a client that is gone.
            unsafe().close(voidPromise());
        } else {
            unsafe().closeForcibly();
        }
    }

    @Override
    protected void doBeginRead() {
        if (served) {
            front.read();
        } else if (!wanted) {
            wanted = true;
            eventLoop().execute(this::receiveEarly);
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
        // A flush may make the front writable again while it lasts, and that is told here only afterwards.
        while (waiting.current() != null && front.isWritable()) {
            while (waiting.current() != null && front.isWritable()) {
                var _ = front.write(ReferenceCountUtil.retain(waiting.current()), front.voidPromise());
                waiting.remove();
                passedOn++;
            }
            front.flush();
        }
        if (waiting.current() != null && !watched) {
            watched = true;
            watch(passedOn, front.bytesBeforeWritable());
        }
    }

    /** Cuts the connection when nothing at all has moved meanwhile. */
    private void watch(long passedBefore, long stuckBefore) {
        var _ = eventLoop()
                .schedule(
                        () -> {
                            if (!open || front.isWritable()) {
                                watched = false;
                            } else if (passedOn == passedBefore && front.bytesBeforeWritable() >= stuckBefore) {
                                var _ = front.close();
                            } else {
                                watch(passedOn, front.bytesBeforeWritable());
                            }
                        },
                        maxStall.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doClose() {
        open = false;
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        if (front.isActive()) {
            front.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            var cut = eventLoop().schedule(this::closeFront, LINGER.toMillis(), TimeUnit.MILLISECONDS);
            front.closeFuture().addListener(_ -> cut.cancel(false));
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("a relayed channel is connected from the beginning");
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("only bytes can be relayed, not " + message.getClass());
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new Wire();
    }

    private void closeFront() {
        var _ = front.close();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop.equals(connection.loop());
    }

    @Override
    protected SocketAddress localAddress0() {
        return connection;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return connection;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    private static final class Config extends DefaultChannelConfig {
        Config(Channel channel) {
            super(channel);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            // The server asks it of every connection; it is the front's matter.
            return option.equals(ChannelOption.SO_KEEPALIVE) || super.setOption(option, value);
        }
    }

    private final class Wire extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
            promise.setFailure(new UnsupportedOperationException("connected already"));
        }

        void resume() {
            flush0();
        }
    }
}
