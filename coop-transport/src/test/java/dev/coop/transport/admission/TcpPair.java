package dev.coop.transport.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A listener on a loopback address, and what it accepts. */
final class TcpPair implements AutoCloseable {
    private final ServerSocketChannel listener;

    private TcpPair(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static TcpPair listenOn(String address) throws IOException {
        return new TcpPair(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0)));
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    int port() throws IOException {
        return address().getPort();
    }

    SocketChannel connect() throws IOException {
        return SocketChannel.open(address());
    }

    SocketChannel accept() throws IOException {
        return listener.accept();
    }

    static Peer.LoopbackTcp peerOf(SocketChannel accepted) {
        try {
            return (Peer.LoopbackTcp) Peer.tcp(
                    (InetSocketAddress) accepted.getLocalAddress(), (InetSocketAddress) accepted.getRemoteAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
