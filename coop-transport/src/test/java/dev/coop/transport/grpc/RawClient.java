package dev.coop.transport.grpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that speaks HTTP/2 frame by frame, and has no manners. */
final class RawClient implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("raw-client", true), EpollIoHandler.newFactory());
    private final Listener listener = new Listener();
    private volatile boolean reading = true;
    private final CompletableFuture<Long> goAway = new CompletableFuture<>();
    final Channel channel;

    RawClient(BridgeHost host) {
        channel = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.config().setAutoRead(false);
                        opened.pipeline()
                                .addLast(
                                        new Reader(),
                                        Http2FrameCodecBuilder.forClient()
                                                .initialSettings(Http2Settings.defaultSettings()
                                                        .initialWindowSize(Integer.MAX_VALUE))
                                                .build(),
                                        listener);
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()))
                .syncUninterruptibly()
                .channel();
    }

    /** HTTP/2's handler reads by itself. */
    private final class Reader extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            if (reading) {
                context.read();
            }
        }
    }

    private final class Listener extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2GoAwayFrame goodbye) {
                goAway.complete(goodbye.errorCode());
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }

    /** Begins a call without its request. */
    Http2FrameStream start(String method) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority("localhost")
                .path("/" + method)
                .set("content-type", "application/grpc")
                .set("te", "trailers");
        Http2FrameStream stream = listener.newStream();
        var _ = channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers).stream(stream));
        return stream;
    }

    /** Sends the one message of a call: none of its fields set. */
    void request(Http2FrameStream stream) {
        ByteBuf empty = Unpooled.wrappedBuffer(new byte[5]);
        var _ = channel.writeAndFlush(new DefaultHttp2DataFrame(empty, true).stream(stream));
    }

    void reset(Http2FrameStream stream) {
        var _ = channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream));
    }

    void ping(long content) {
        var _ = channel.writeAndFlush(new DefaultHttp2PingFrame(content));
    }

    /** As much as there is may be sent at once. */
    void openWindow() {
        channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(1 << 30)).syncUninterruptibly();
    }

    void stopReading() {
        reading = false;
    }

    /** Waits for the server to close, and gives what it said, if that came through. */
    Optional<Long> sentAway() throws InterruptedException {
        if (!channel.closeFuture().await(Client.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it was not sent away");
        }
        return Optional.ofNullable(goAway.getNow(null));
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
