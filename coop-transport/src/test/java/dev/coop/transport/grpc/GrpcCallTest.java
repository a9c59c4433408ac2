package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.coop.core.session.Session;
import dev.coop.proto.v1.CoopGrpc.CoopStub;
import dev.coop.proto.v1.CreateSessionRequest;
import dev.coop.proto.v1.EndSessionRequest;
import dev.coop.proto.v1.GetAgentRequest;
import dev.coop.proto.v1.GetAgentResponse;
import dev.coop.proto.v1.GetDumpRequest;
import dev.coop.proto.v1.GetHealthRequest;
import dev.coop.proto.v1.GetHealthResponse;
import dev.coop.proto.v1.GetOutputRequest;
import dev.coop.proto.v1.GetOutputResponse;
import dev.coop.proto.v1.GetReadyRequest;
import dev.coop.proto.v1.GetScreenRequest;
import dev.coop.proto.v1.GetScreenResponse;
import dev.coop.proto.v1.GetScrollbackRequest;
import dev.coop.proto.v1.GetSessionUsageRequest;
import dev.coop.proto.v1.GetStatusRequest;
import dev.coop.proto.v1.GetStatusResponse;
import dev.coop.proto.v1.ListSessionsRequest;
import dev.coop.proto.v1.NudgeRequest;
import dev.coop.proto.v1.ResizeRequest;
import dev.coop.proto.v1.SearchScreenRequest;
import dev.coop.proto.v1.SearchScreenResponse;
import dev.coop.proto.v1.SendInputRawRequest;
import dev.coop.proto.v1.SendInputRequest;
import dev.coop.proto.v1.SendSignalRequest;
import dev.coop.proto.v1.SessionInfo;
import dev.coop.proto.v1.ShutdownRequest;
import dev.coop.proto.v1.StreamProfileEventsRequest;
import dev.coop.proto.v1.StreamScreenRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcCallTest {
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
    void healthTellsWhichSessionItIsAbout(Client.Way way) throws Exception {
        Session session = host.sh("work", "sleep 100");
        try (Client other = Client.by(way, host)) {
            GetHealthResponse health = other.stub().getHealth(GetHealthRequest.getDefaultInstance());
            assertThat(health.getStatus()).isEqualTo("running");
            assertThat(health.getSession()).isEqualTo("work");
            assertThat(health.getSessionId()).isEqualTo(session.id().toString());
            assertThat(health.getEpoch()).isEqualTo(1);
            assertThat(health.getPid()).isEqualTo((int) session.pid().orElseThrow());
            assertThat(health.getTerminalCols()).isEqualTo(80);
            assertThat(health.getVersion()).isEqualTo("coop test");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTypedIsShown(Client.Way way) throws Exception {
        Session session = host.sh("work", "stty -echo; echo go; read line; echo \"got $line\"; sleep 100");
        Wait.forOutput(session, "go");
        try (Client other = Client.by(way, host)) {
            int written = other.stub()
                    .sendInput(SendInputRequest.newBuilder()
                            .setText("hällo")
                            .setEnter(true)
                            .build())
                    .getBytesWritten();
            assertThat(written).isEqualTo(7);
            Wait.forOutput(session, "got hällo");
            GetScreenResponse screen = other.stub()
                    .getScreen(GetScreenRequest.newBuilder().setCursor(true).build());
            assertThat(screen.getLinesList()).startsWith("go", "got hällo");
            assertThat(screen.getCursor().getRow()).isEqualTo(2);
            assertThat(other.stub()
                            .getScreen(GetScreenRequest.getDefaultInstance())
                            .hasCursor())
                    .isFalse();
        }
    }

    @Test
    void inputOfOneConnectionArrivesInItsOrder() throws Exception {
        Session session = host.sh("work", "stty -echo; echo go; cat");
        Wait.forOutput(session, "go");
        // While it is still connecting, the client itself does not keep the order of its calls.
        assertThat(client.stub().getReady(GetReadyRequest.getDefaultInstance())).isNotNull();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            expected.append(i).append(' ');
            byte[] bytes = (i + " ").getBytes(StandardCharsets.UTF_8);
            var _ = client.future()
                    .sendInputRaw(SendInputRawRequest.newBuilder()
                            .setData(ByteString.copyFrom(bytes))
                            .build());
        }
        client.stub().sendInput(SendInputRequest.newBuilder().setEnter(true).build());
        Wait.forOutput(session, expected.toString());
    }

    @Test
    void theSizeIsSetAndSizesThatThereAreNotAreRefusedInTheContractsWords() throws Exception {
        Session session = host.sh("work", "sleep 100");
        assertThat(client.stub().resize(size(100, 30)).getCols()).isEqualTo(100);
        assertThat(session.size().rows()).isEqualTo(30);

        refused(() -> client.stub().resize(size(-1, 30)), Code.INVALID_ARGUMENT, "cols must be a positive u16");
        refused(() -> client.stub().resize(size(70_000, 30)), Code.INVALID_ARGUMENT, "cols must be a positive u16");
        ErrorInfo info = refused(
                () -> client.stub().resize(size(80, 0)), Code.INVALID_ARGUMENT, "cols and rows must be positive");
        assertThat(info.getMetadataMap()).containsEntry("field", "rows");
        assertThat(session.size().rows()).isEqualTo(30);
    }

    @Test
    void aSignalReachesTheProgramOrItsGroup() throws Exception {
        Session session = host.sh("work", "trap 'echo usr' USR1; echo go; while :; do sleep 0.1; done");
        Wait.forOutput(session, "go");
        assertThat(client.stub().sendSignal(signal("USR1", false)).getDelivered())
                .isTrue();
        Wait.forOutput(session, "usr");
        assertThat(client.stub().sendSignal(signal("KILL", true)).getDelivered())
                .isTrue();
        session.exit().get(Client.SECONDS, TimeUnit.SECONDS);

        GetStatusResponse status = client.stub().getStatus(GetStatusRequest.getDefaultInstance());
        assertThat(status.getState()).isEqualTo("exited");
        assertThat(status.getSignal()).isEqualTo(9);
        assertThat(status.hasExitCode()).isFalse();
        GetAgentResponse agent = client.stub().getAgent(GetAgentRequest.getDefaultInstance());
        assertThat(agent.getSignal()).isEqualTo(9);
        assertThat(agent.getSinceSeq()).isPositive();
        ErrorInfo info = refused(() -> client.stub().sendSignal(signal("INT", false)), Code.NOT_FOUND, "ended");
        assertThat(info.getReason()).isEqualTo("EXITED");
    }

    @Test
    void historyScreenAndOutputCanBeAskedFor() throws Exception {
        Session session = host.sh("work", "for i in $(seq 100); do echo line $i; done; sleep 100");
        Wait.forOutput(session, "line 100");
        var lines = client.stub()
                .getScrollback(GetScrollbackRequest.newBuilder()
                        .setFrom(10)
                        .setLimit(2)
                        .build());
        assertThat(lines.getLinesList()).containsExactly("line 11", "line 12");
        assertThat(lines.getFirst()).isEqualTo(10);
        assertThat(lines.getNext()).isEqualTo(12);

        SearchScreenResponse found = client.stub()
                .searchScreen(
                        SearchScreenRequest.newBuilder().setRegex("line 9\\d").build());
        assertThat(found.getMatchesCount()).isEqualTo(10);
        assertThat(found.getMatches(0).getText()).isEqualTo("line 90");

        var dump = client.stub().getDump(GetDumpRequest.getDefaultInstance());
        assertThat(dump.getData().toStringUtf8()).contains("line 100");
        assertThat(dump.getOffset()).isEqualTo(session.output().end());

        GetOutputResponse output = client.stub()
                .getOutput(
                        GetOutputRequest.newBuilder().setOffset(5).setLimit(6).build());
        assertThat(output.getData().toStringUtf8()).isEqualTo("1\r\nlin");
        assertThat(output.getNextOffset()).isEqualTo(11);
        assertThat(output.getTotalWritten()).isEqualTo(session.output().end());
    }

    @Test
    void theMetadataSaysWhichSessionIsMeant() throws Exception {
        host.sh("one", "sleep 100");
        host.sh("two", "sleep 100");
        assertThat(client.stub()
                        .getHealth(GetHealthRequest.getDefaultInstance())
                        .getSession())
                .isEqualTo("one");
        assertThat(client.stub("coop-session", "two")
                        .getHealth(GetHealthRequest.getDefaultInstance())
                        .getSession())
                .isEqualTo("two");
        ErrorInfo info = refused(
                () -> client.stub("coop-session", "three").getHealth(GetHealthRequest.getDefaultInstance()),
                Code.NOT_FOUND,
                "there is no session of that name");
        assertThat(info.getMetadataMap()).containsEntry("field", "session");
    }

    @Test
    void sessionsAreCreatedListedAndEnded() throws Exception {
        SessionInfo made = client.stub()
                .createSession(CreateSessionRequest.newBuilder()
                        .setName("made")
                        .addCommand("sleep")
                        .addCommand("100")
                        .setCols(100)
                        .build())
                .getSession();
        assertThat(made.getName()).isEqualTo("made");
        assertThat(made.getCols()).isEqualTo(100);
        assertThat(made.getCommandList()).containsExactly("sleep", "100");
        assertThat(client.stub()
                        .listSessions(ListSessionsRequest.getDefaultInstance())
                        .getSessionsList())
                .extracting(SessionInfo::getSessionId)
                .containsExactly(made.getSessionId());
        refused(
                () -> client.stub()
                        .createSession(CreateSessionRequest.newBuilder()
                                .setName("made")
                                .addCommand("sleep")
                                .build()),
                Code.ABORTED,
                "there is a session named made already");
        assertThat(client.stub()
                        .endSession(
                                EndSessionRequest.newBuilder().setName("made").build())
                        .getEnding())
                .isTrue();
        assertThat(client.stub()
                        .listSessions(ListSessionsRequest.getDefaultInstance())
                        .getSessionsCount())
                .isZero();
    }

    @Test
    void shutdownIsAccepted() throws Exception {
        assertThat(client.stub().shutdown(ShutdownRequest.getDefaultInstance()).getAccepted())
                .isTrue();
        assertThat(host.shutdown().await(Client.SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readyIsNeverAnError() {
        assertThat(client.stub().getReady(GetReadyRequest.getDefaultInstance()).getReady())
                .isFalse();
    }

    @Test
    void beforeTheFirstSessionTheHostIsUnavailable() throws Exception {
        ErrorInfo info = refused(
                () -> client.stub().getStatus(GetStatusRequest.getDefaultInstance()),
                Code.UNAVAILABLE,
                "the host is starting, and its session is not there yet");
        assertThat(info.getReason()).isEqualTo("NOT_READY");
        assertThat(info.getMetadataMap().get("hint")).contains("again");
        var stream = Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen)
                .takeAll();
        assertThat(stream.end().getCode()).isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void whatThereIsNotIsToldWithItsCode() throws Exception {
        host.remove(host.sh("one", "sleep 100"));
        ErrorInfo info = refused(
                () -> client.stub().getStatus(GetStatusRequest.getDefaultInstance()),
                Code.NOT_FOUND,
                "there is no session");
        assertThat(info.getReason()).isEqualTo("NOT_FOUND");
        assertThat(info.getDomain()).isEqualTo("coop");
        assertThat(info.getMetadataMap()).containsKey("hint");
    }

    @Test
    void whatIsNotServedYetSaysSo() throws Exception {
        Session session = host.sh("work", "echo go; sleep 100");
        Wait.forOutput(session, "go");
        assertThat(refused(
                                () -> client.stub().getSessionUsage(GetSessionUsageRequest.getDefaultInstance()),
                                Code.UNIMPLEMENTED,
                                "usage is not served")
                        .getReason())
                .isEqualTo("NO_DRIVER");
        assertThat(refused(
                                () -> client.stub()
                                        .streamProfileEvents(StreamProfileEventsRequest.getDefaultInstance())
                                        .hasNext(),
                                Code.UNIMPLEMENTED,
                                "StreamProfileEvents is not served")
                        .getReason())
                .isEqualTo("NO_DRIVER");
        refused(
                () -> client.stub()
                        .nudge(NudgeRequest.newBuilder().setMessage("hi").build()),
                Code.UNIMPLEMENTED,
                "no agent driver configured");
    }

    @Test
    void aMethodThatThereIsNotIsRefusedInOurWords() {
        ErrorInfo info = refused(() -> raw("coop.v1.Coop/Dance", new byte[0]), Code.UNIMPLEMENTED, "no such method");
        assertThat(info.getReason()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        byte[] noMessage = {(byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThat(refused(() -> raw("coop.v1.Coop/Resize", noMessage), Code.INVALID_ARGUMENT, "not the message")
                        .getReason())
                .isEqualTo("BAD_REQUEST");
        byte[] noUtf8 = {10, 2, (byte) 0xc3, (byte) 0x28};
        refused(() -> raw("coop.v1.Coop/SendInput", noUtf8), Code.INVALID_ARGUMENT, "not the message");
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() throws Exception {
        host.sh("work", "sleep 100");
        byte[] large = new byte[3 << 20];
        ErrorInfo info = refused(
                () -> client.stub()
                        .sendInputRaw(SendInputRawRequest.newBuilder()
                                .setData(ByteString.copyFrom(large))
                                .build()),
                Code.RESOURCE_EXHAUSTED,
                "more than");
        assertThat(info.getReason()).isEqualTo("TOO_LARGE");
        byte[] huge = new byte[20 << 20];
        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> raw("coop.v1.Coop/SendInputRaw", huge));
        assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(client.stub()
                        .getHealth(GetHealthRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo("running");
    }

    private byte[] raw(String method, byte[] request) {
        MethodDescriptor.Marshaller<byte[]> bytes = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                return new byte[0];
            }
        };
        return ClientCalls.blockingUnaryCall(
                client.channel,
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(method)
                        .setRequestMarshaller(bytes)
                        .setResponseMarshaller(bytes)
                        .build(),
                CallOptions.DEFAULT.withDeadlineAfter(Client.SECONDS, TimeUnit.SECONDS),
                request);
    }

    private static ErrorInfo refused(ThrowingCallable call, Code code, String message) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure.getStatus().getCode()).isEqualTo(code);
        assertThat(failure.getStatus().getDescription()).contains(message);
        return Client.info(failure);
    }

    private static ResizeRequest size(int cols, int rows) {
        return ResizeRequest.newBuilder().setCols(cols).setRows(rows).build();
    }

    private static SendSignalRequest signal(String name, boolean group) {
        return SendSignalRequest.newBuilder().setSignal(name).setGroup(group).build();
    }
}
