package dev.coop.transport.grpc;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;

/** What the gRPC server listens to: connections that were accepted elsewhere are let in here. */
final class GateChannel extends AbstractServerChannel {
    private final ChannelConfig config = new DefaultChannelConfig(this);
    private volatile boolean open = true;
    private volatile boolean bound;
    private SocketAddress address = new SocketAddress() {
        private static final long serialVersionUID = 1L;
    };

    /** From any thread. */
    void admit(RelayedChannel connection) throws ClosedChannelException {
        if (!isActive()) {
            throw new ClosedChannelException();
        }
        pipeline().fireChannelRead(connection);
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doBind(SocketAddress local) {
        address = local;
        bound = true;
    }

    @Override
    protected void doClose() {
        open = false;
    }

    @Override
    protected void doBeginRead() {
        // Connections come when they come.
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return address;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && bound;
    }
}
