package dev.coop.transport.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.coop.proto.v1.CoopGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** grpc-java's own client, over TCP or a Unix socket. */
final class Client implements AutoCloseable {
    static final long SECONDS = 30;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("test-client", true), EpollIoHandler.newFactory());
    final ManagedChannel channel;

    enum Way {
        TCP,
        UNIX_SOCKET
    }

    private Client(NettyChannelBuilder builder, Way way) {
        channel = builder.eventLoopGroup(loop)
                .channelType(way == Way.TCP ? EpollSocketChannel.class : EpollDomainSocketChannel.class)
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(16 << 20)
                .build();
    }

    static Client tcp(BridgeHost host) {
        return tcp(host.port());
    }

    static Client tcp(int port) {
        return new Client(tcpBuilder(port), Way.TCP);
    }

    static Client tcp(BridgeHost host, String authority) {
        return new Client(tcpBuilder(host.port()).overrideAuthority(authority), Way.TCP);
    }

    static Client by(Way way, BridgeHost host) {
        return way == Way.TCP
                ? tcp(host)
                : new Client(
                        NettyChannelBuilder.forAddress(
                                        new DomainSocketAddress(host.socket().toFile()))
                                .overrideAuthority("localhost"),
                        Way.UNIX_SOCKET);
    }

    private static NettyChannelBuilder tcpBuilder(int port) {
        return NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    CoopGrpc.CoopBlockingStub stub() {
        return CoopGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    CoopGrpc.CoopFutureStub future() {
        return CoopGrpc.newFutureStub(channel).withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    CoopGrpc.CoopBlockingStub stub(String key, String value) {
        return stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata(key, value)));
    }

    static Metadata metadata(String key, String value) {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
        return metadata;
    }

    static ErrorInfo info(StatusRuntimeException failure) {
        try {
            return Objects.requireNonNull(StatusProto.fromThrowable(failure))
                    .getDetails(0)
                    .unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
