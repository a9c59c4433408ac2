package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.Peer;
import dev.coop.transport.admission.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayedChannelTest {
    private static final Duration STALL = Duration.ofSeconds(60);

    private final Admission admission = Admission.open(Tokens.none(), List::of, false);
    private final EmbeddedChannel front = new EmbeddedChannel();
    private final RelayedChannel relayed = new RelayedChannel(
            front,
            new Connection(
                    admission.arrived(new Peer.UnixSocket(0, 1), () -> true),
                    front.eventLoop(),
                    TransportLimits.DEFAULT),
            STALL);
    private final List<String> heard = new ArrayList<>();

    RelayedChannelTest() {
        front.config().setAutoRead(false);
        front.pipeline().addLast(new FrontHandler(relayed));
    }

    @AfterEach
    void close() {
        front.finishAndReleaseAll();
        admission.close();
    }

    @Test
    void whatCameBeforeThereWasAServerComesFirst() {
        front.writeInbound(bytes("one "), bytes("two "));
        assertThat(heard).isEmpty();
        serve();
        front.writeInbound(bytes("three"));
        assertThat(heard).containsExactly("active", "one ", "two ", "three");
    }

    @Test
    void bytesGoBothWays() {
        serve();
        front.writeInbound(bytes("question"));
        assertThat(relayed.writeAndFlush(bytes("answer")).isSuccess()).isTrue();
        assertThat(text(front.readOutbound())).isEqualTo("answer");
        assertThat(heard).containsExactly("active", "question");
    }

    @Test
    void whatTheClientDoesNotTakeWaitsHereAndMakesTheServerStop() {
        serve();
        full(true);
        ChannelFuture small = relayed.writeAndFlush(bytes("small"));
        var _ = relayed.writeAndFlush(Unpooled.wrappedBuffer(new byte[1 << 20]));
        assertThat(small.isDone()).isFalse();
        assertThat(relayed.isWritable()).isFalse();
        assertThat(front.<Object>readOutbound()).isNull();

        full(false);
        assertThat(small.isSuccess()).isTrue();
        assertThat(relayed.isWritable()).isTrue();
        assertThat(text(front.readOutbound())).isEqualTo("small");
        assertThat(((ByteBuf) front.readOutbound()).readableBytes()).isEqualTo(1 << 20);
    }

    @Test
    void aClientThatTakesNothingIsCutOff() {
        serve();
        full(true);
        var _ = relayed.writeAndFlush(bytes("never"));
        front.advanceTimeBy(STALL.toSeconds() - 1, TimeUnit.SECONDS);
        front.runScheduledPendingTasks();
        assertThat(front.isOpen()).isTrue();
        front.advanceTimeBy(1, TimeUnit.SECONDS);
        front.runScheduledPendingTasks();
        assertThat(front.isOpen()).isFalse();
        assertThat(relayed.isOpen()).isFalse();
        assertThat(heard).contains("inactive");
    }

    @Test
    void aClientThatTakesABitNowAndThenStays() {
        serve();
        full(true);
        var _ = relayed.writeAndFlush(bytes("slowly"));
        for (int i = 0; i < 5; i++) {
            front.advanceTimeBy(STALL.toSeconds() - 1, TimeUnit.SECONDS);
            full(false);
            full(true);
            var _ = relayed.writeAndFlush(bytes("more"));
            front.runScheduledPendingTasks();
        }
        front.advanceTimeBy(1, TimeUnit.SECONDS);
        front.runScheduledPendingTasks();
        assertThat(front.isOpen()).isTrue();
    }

    @Test
    void theClientsEndIsTheServersAtOnce() {
        serve();
        var _ = front.close();
        assertThat(relayed.isOpen()).isFalse();
        assertThat(heard).containsExactly("active", "inactive");
    }

    @Test
    void theServersEndIsTheClientsWhenAllIsSaid() {
        serve();
        var _ = relayed.write(bytes("bye"));
        relayed.flush();
        var _ = relayed.close();
        front.runPendingTasks();
        assertThat(text(front.readOutbound())).isEqualTo("bye");
        assertThat(front.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatEndsBeforeThereWasAServerLeavesNothing() {
        ByteBuf bytes = bytes("early");
        front.writeInbound(bytes);
        var _ = front.close();
        assertThat(bytes.refCnt()).isZero();
        assertThat(relayed.isOpen()).isFalse();
    }

    private void serve() {
        relayed.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                heard.add("active");
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                heard.add("inactive");
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                heard.add(text(message));
            }
        });
        var _ = front.eventLoop().register(relayed);
        front.runPendingTasks();
    }

    private void full(boolean full) {
        var waiting = front.unsafe().outboundBuffer();
        assertThat(waiting).isNotNull();
        waiting.setUserDefinedWritability(1, !full);
        front.runPendingTasks();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static String text(Object message) {
        ByteBuf buffer = (ByteBuf) message;
        String text = buffer.toString(StandardCharsets.UTF_8);
        buffer.release();
        return text;
    }
}
