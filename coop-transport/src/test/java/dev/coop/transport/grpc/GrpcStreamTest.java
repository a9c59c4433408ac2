package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.TransportLimits;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import dev.coop.proto.v1.CoopGrpc.CoopStub;
import dev.coop.proto.v1.OutputChunk;
import dev.coop.proto.v1.OutputGap;
import dev.coop.proto.v1.ScreenSnapshot;
import dev.coop.proto.v1.StreamAgentRequest;
import dev.coop.proto.v1.StreamOutputRequest;
import dev.coop.proto.v1.StreamScreenRequest;
import dev.coop.proto.v1.TransitionEvent;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcStreamTest {
    @TempDir
    private Path directory;

    private BridgeHost host;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        host = new BridgeHost(directory);
        client = Client.tcp(host);
    }

    @AfterEach
    void close() {
        client.close();
        host.close();
    }

    @ParameterizedTest
    @EnumSource
    void outputComesFromAnOffsetOnAndGoesOnLiveWithNothingBetween(Client.Way way) throws Exception {
        Session session = host.sh("work", "stty -echo -onlcr; seq 1000; echo now; read go; seq 1001 2000; sleep 100");
        Wait.forOutput(session, "now");
        try (Client other = Client.by(way, host)) {
            var stream = output(other, 2).takeAll();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            OutputChunk first = stream.next();
            assertThat(first.getOffset()).isEqualTo(2);
            first.getData().writeTo(read);
            session.write(new byte[] {'\n'});
            while (!read.toString(StandardCharsets.UTF_8).endsWith("2000\n")) {
                OutputChunk chunk = stream.next();
                assertThat(chunk.getOffset()).isEqualTo(2 + read.size());
                chunk.getData().writeTo(read);
            }
            assertThat(read.toString(StandardCharsets.UTF_8))
                    .startsWith("2\n3\n")
                    .contains("1000\nnow\n1001\n");
        }
    }

    @Test
    void whatIsNoLongerHeldIsToldAsAGap() throws Exception {
        Session session = host.sh("work", "head -c 3000000 /dev/zero | tr '\\0' x; echo end; sleep 100");
        Wait.forOutput(session, "end");
        var stream = output(client, 0).takeAll();
        OutputChunk first = stream.next();
        OutputGap gap = first.getGap();
        assertThat(gap.getFrom()).isZero();
        assertThat(gap.getTo()).isEqualTo(session.output().start()).isEqualTo(first.getOffset());
        long position = gap.getTo();
        while (position < session.output().end()) {
            OutputChunk chunk = stream.next();
            assertThat(chunk.hasGap()).isFalse();
            assertThat(chunk.getOffset()).isEqualTo(position);
            position += chunk.getData().size();
        }
    }

    @Test
    void aSlowReaderIsToldTheGapAndHoldsNobodyUp() throws Exception {
        Session session = host.sh("work", "yes 0123456789");
        var slow = output(client, 0);
        var quick = Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen)
                .takeAll();
        slow.take(1).next();
        // Far more than the journal, gRPC, HTTP/2 and the kernel hold together.
        Wait.until(() -> session.output().end() > 16 << 20);
        quick.next();

        slow.takeAll();
        long position = -1;
        OutputChunk chunk;
        do {
            chunk = slow.next();
            if (position >= 0 && !chunk.hasGap()) {
                assertThat(chunk.getOffset()).isEqualTo(position);
            }
            position = chunk.getOffset() + chunk.getData().size();
        } while (!chunk.hasGap());
        assertThat(chunk.getGap().getTo()).isGreaterThan(chunk.getGap().getFrom());
        assertThat(chunk.getOffset()).isEqualTo(chunk.getGap().getTo());
        // Where the program is quicker still there may be another gap first.
        do {
            chunk = slow.next();
        } while (chunk.hasGap());
        assertThat(chunk.getData().isEmpty()).isFalse();
    }

    @Test
    void aCancelledStreamCostsNothingAnyMore() throws Exception {
        host.sh("work", "yes");
        List<Subscriber<?, ?>> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            streams.add(output(client, 0).take(1));
            streams.add(screen(client).take(1));
            streams.add(agent(client, StreamAgentRequest.getDefaultInstance()).take(1));
        }
        Wait.until(host.grpc::streams, 15);
        streams.forEach(Subscriber::cancel);
        Wait.until(host.grpc::streams, 0);
        output(client, 0).take(1).next();
        client.close();
        Wait.until(host.server::connections, 0);
        Wait.until(host.grpc::streams, 0);
    }

    @Test
    void theScreenComesAsItIsAndThenWhenItHasChanged() throws Exception {
        Session session = host.sh("work", "stty -echo; echo one; read go; echo two; sleep 100");
        Wait.forOutput(session, "one");
        var stream = screen(client).takeAll();
        ScreenSnapshot first = stream.next();
        assertThat(first.getLines(0)).isEqualTo("one");
        assertThat(first.getCursor().getRow()).isEqualTo(1);
        assertThat(first.getCols()).isEqualTo(80);

        session.resize(new WindowSize(100, 30));
        ScreenSnapshot resized = stream.next();
        while (resized.getCols() != 100) {
            resized = stream.next();
        }
        session.write(new byte[] {'\n'});
        ScreenSnapshot changed = stream.next();
        while (!changed.getLinesList().contains("two")) {
            changed = stream.next();
        }
        assertThat(changed.getSeq()).isGreaterThan(first.getSeq());
    }

    @Test
    void aScreenThatNeverRestsIsSentNoMoreOftenThanTheDebounce() throws Exception {
        host.sh("work", "yes");
        long begin = System.nanoTime();
        var stream = screen(client).takeAll();
        for (int i = 0; i < 10; i++) {
            stream.next();
        }
        long passed = System.nanoTime() - begin;
        assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMillis(8 * 50).toNanos());
    }

    @Test
    void theAgentsStatesComeWithTheCurrentOneFirstAndTheExitsCode() throws Exception {
        Session session = host.sh("work", "stty -echo; printf '\\033]7501;state=idle\\033\\\\go'; read line; exit 7");
        Wait.forOutput(session, "go");
        var stream = agent(
                        client,
                        StreamAgentRequest.newBuilder().setIncludeCurrent(true).build())
                .takeAll();
        TransitionEvent current = stream.next();
        assertThat(current.getNext()).isEqualTo("idle");
        assertThat(current.getCause()).isEqualTo("status:idle");
        assertThat(current.getSession()).isEqualTo("work");
        assertThat(current.getSessionId()).isEqualTo(session.id().toString());
        assertThat(current.getEpoch()).isEqualTo(1);

        session.resize(new WindowSize(100, 30));
        session.write(new byte[] {'\n'});
        TransitionEvent exit = stream.next();
        assertThat(exit.getPrev()).isEqualTo("idle");
        assertThat(exit.getNext()).isEqualTo("exited");
        assertThat(exit.getExitCode()).isEqualTo(7);
        assertThat(exit.hasSignal()).isFalse();
        // The new size has a number of its own, and is not the agent's matter.
        assertThat(exit.getSeq()).isEqualTo(current.getSeq() + 2);

        var replay = agent(
                        client, StreamAgentRequest.newBuilder().setSinceSeq(0).build())
                .takeAll();
        assertThat(replay.next()).isEqualTo(current);
        assertThat(replay.next()).isEqualTo(exit);
    }

    @Test
    void aNumberThatWasNeverGivenIsRefused() throws Exception {
        host.sh("work", "sleep 100");
        var stream = agent(
                        client,
                        StreamAgentRequest.newBuilder().setSinceSeq(1_000_000).build())
                .takeAll();
        assertThat(stream.end().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(stream.end().getDescription()).contains("since_seq");
        assertThat(host.grpc.streams()).isZero();
    }

    @Test
    void streamsOutliveTheProgramAndEndWithTheirSession() throws Exception {
        Session session = host.sh("work", "echo bye");
        session.exit().get(Client.SECONDS, TimeUnit.SECONDS);
        var output = output(client, 0).takeAll();
        var screen = screen(client).takeAll();
        var agent = agent(
                        client,
                        StreamAgentRequest.newBuilder().setIncludeCurrent(true).build())
                .takeAll();
        assertThat(output.next().getData().toStringUtf8()).isEqualTo("bye\r\n");
        assertThat(screen.next().getLines(0)).isEqualTo("bye");
        assertThat(agent.next().getNext()).isEqualTo("exited");
        assertThat(List.of(output.ended(), screen.ended(), agent.ended())).containsOnly(false);

        host.remove(session);
        assertThat(output.end()).isEqualTo(Status.OK);
        assertThat(screen.end()).isEqualTo(Status.OK);
        assertThat(agent.end()).isEqualTo(Status.OK);
    }

    @Test
    void theEndOfTheHostIsTold() throws Exception {
        host.sh("work", "sleep 100");
        var stream = screen(client).takeAll();
        stream.next();
        host.grpc.close();
        assertThat(stream.end().getCode()).isEqualTo(Code.UNAVAILABLE);
        assertThat(stream.end().getDescription()).isEqualTo("coop is ending");
    }

    @Test
    void moreStreamsThanAConnectionMayHaveAreRefused() throws Exception {
        host.sh("work", "echo go; sleep 100");
        for (int i = 0; i < TransportLimits.DEFAULT.subscriptions(); i++) {
            screen(client).take(1).next();
        }
        var onceMore = screen(client).take(1);
        assertThat(onceMore.end().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(onceMore.end().getDescription()).contains("64 streams are open");
    }

    private static Subscriber<StreamOutputRequest, OutputChunk> output(Client client, long offset) {
        return Subscriber.to(
                client, StreamOutputRequest.newBuilder().setFromOffset(offset).build(), CoopStub::streamOutput);
    }

    private static Subscriber<StreamScreenRequest, ScreenSnapshot> screen(Client client) {
        return Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen);
    }

    private static Subscriber<StreamAgentRequest, TransitionEvent> agent(Client client, StreamAgentRequest request) {
        return Subscriber.to(client, request, CoopStub::streamAgent);
    }
}
