package dev.coop.transport;

import dev.coop.core.config.TransportLimits;
import dev.coop.core.metrics.Figure;
import dev.coop.core.metrics.Meters;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.Peer;
import dev.coop.transport.admission.SocketFile;
import dev.coop.transport.admission.SocketFileException;
import dev.coop.transport.admission.Visitor;
import dev.coop.transport.http.Deadlines;
import dev.coop.transport.http.HttpDoor;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a host listens: HTTP, WebSocket and gRPC on one TCP port and on one Unix socket. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 1024;

    /** Threads. One client's flood can fill one core; with a second the others don't wait for it. */
    private static final int MAX_LOOPS = 2;

    /** Bytes that may wait for one client before its streams pause, and where they go on. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);

    /** Linux's number of an established connection, and of one whose other end has said all that it has to say. */
    private static final int TCP_ESTABLISHED = 1;

    private static final int TCP_CLOSE_WAIT = 8;

    private final Admission admission;
    private final HttpDoor http;
    private final GrpcDoor grpc;
    private final Meters meters;
    private final TransportLimits limits;
    private final AtomicInteger connections = new AtomicInteger();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()),
            new DefaultThreadFactory("coop-net", true),
            EpollIoHandler.newFactory());
    private final List<Channel> listeners = new ArrayList<>();
    private @Nullable SocketFile socketFile;

    /** Makes a connection speak what its port is for. */
    private interface Furnisher {
        void furnish(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines);
    }

    private Server(Admission admission, HttpDoor http, GrpcDoor grpc, Meters meters, TransportLimits limits) {
        this.admission = admission;
        this.http = http;
        this.grpc = grpc;
        this.meters = meters;
        this.limits = limits;
    }

    /** Listens everywhere it is to, or nowhere. */
    public static Server open(ServerOptions options, Admission admission, HttpDoor http, GrpcDoor grpc, Meters meters)
            throws ListenException {
        Server server = new Server(admission, http, grpc, meters, options.limits());
        try {
            server.listen(options);
            return server;
        } catch (ListenException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private void listen(ServerOptions options) throws ListenException {
        listen(options.host(), options.port(), this::everything);
        listen(options.host(), options.grpcPort(), this::grpcAlone);
        listen(options.host(), options.healthPort(), this::healthAlone);
        if (options.socket().isPresent()) {
            try {
                SocketFile file = options.ownDirectory()
                        ? SocketFile.prepareInOwn(options.socket().get())
                        : SocketFile.prepare(options.socket().get());
                socketFile = file;
                bind(
                        EpollServerDomainSocketChannel.class,
                        new DomainSocketAddress(file.bindPath().toFile()),
                        this::everything);
                file.publish();
            } catch (SocketFileException refused) {
                throw new ListenException(String.valueOf(refused.getMessage()), refused);
            }
        }
    }

    private void listen(String host, Optional<Integer> port, Furnisher furnisher) throws ListenException {
        if (port.isPresent()) {
            bind(EpollServerSocketChannel.class, new InetSocketAddress(host, port.get()), furnisher);
        }
    }

    private void bind(Class<? extends ServerChannel> kind, SocketAddress address, Furnisher furnisher)
            throws ListenException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(kind)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                // HTTP clients may say all that they have to say, and then listen for the answers.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, furnisher);
                    }
                });
        if (kind == EpollServerSocketChannel.class) {
            bootstrap.childOption(ChannelOption.TCP_NODELAY, true);
        }
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ListenException("can't listen on " + address + ": " + reason(bound.cause()), bound.cause());
        }
        listeners.add(bound.channel());
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("in use") ? "the address is in use by another process" : message;
    }

    private void accept(Channel channel, Furnisher furnisher) {
        if (connections.incrementAndGet() > limits.connections()) {
            connections.decrementAndGet();
            meters.count(Figure.CONNECTIONS_REFUSED);
            var _ = channel.close();
            return;
        }
        meters.count(Figure.CONNECTIONS_TAKEN);
        meters.change(Figure.CONNECTIONS_OPEN, 1);
        channel.closeFuture().addListener(_ -> {
            connections.decrementAndGet();
            meters.change(Figure.CONNECTIONS_OPEN, -1);
        });
        Visitor visitor;
        try {
            visitor = visitor(channel);
        } catch (IOException unknown) {
            LOG.warn("the kernel does not say who connected, so nobody is let in: {}", unknown.getMessage());
            var _ = channel.close();
            return;
        }
        Deadlines deadlines = new Deadlines(channel, limits.patience(), meters);
        channel.pipeline().addLast(deadlines);
        furnisher.furnish(channel.pipeline(), visitor, deadlines);
    }

    private void everything(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines) {
        pipeline.addLast(new FrontDoor(
                _ -> http.furnish(pipeline, visitor, deadlines), context -> relay(context, visitor, deadlines)));
    }

    private void grpcAlone(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines) {
        pipeline.addLast(new FrontDoor(Server::close, context -> relay(context, visitor, deadlines)));
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void healthAlone(ChannelPipeline pipeline, Visitor visitor, Deadlines deadlines) {
        http.furnishHealth(pipeline, visitor, deadlines);
    }

    private void relay(ChannelHandlerContext context, Visitor visitor, Deadlines deadlines) {
        context.pipeline().remove(deadlines);
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        grpc.relay(context, visitor);
    }

    private Visitor visitor(Channel channel) throws IOException {
        return switch (channel) {
            case EpollDomainSocketChannel local -> {
                PeerCredentials peer = local.peerCredentials();
                yield admission.arrived(new Peer.UnixSocket(peer.uid(), peer.pid()), () -> true);
            }
            case EpollSocketChannel tcp ->
                admission.arrived(Peer.tcp(tcp.localAddress(), tcp.remoteAddress()), stillConnected(tcp));
            default -> throw new IllegalStateException("no connection of ours: " + channel);
        };
    }

    private static BooleanSupplier stillConnected(EpollSocketChannel tcp) {
        return () -> {
            int state = tcp.tcpInfo().state();
            return state == TCP_ESTABLISHED || state == TCP_CLOSE_WAIT;
        };
    }

    /** Where it listens on TCP, in the order of the options; a port 0 has become the one that was free. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream()
                .map(Channel::localAddress)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .toList();
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.get();
    }

    /** Takes no more connections; those that are there go on. */
    public void stopListening() {
        // While somebody still listens there, nobody else takes the place.
        if (socketFile != null) {
            socketFile.close();
        }
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    /** Closes everything, and returns soon. */
    @Override
    public void close() {
        stopListening();
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
