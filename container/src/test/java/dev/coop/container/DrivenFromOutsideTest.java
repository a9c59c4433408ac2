package dev.coop.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.GetScreenRequest;
import dev.coop.proto.v1.SendInputRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients on the other side of a published port, with the token and without. */
@Timeout(180)
class DrivenFromOutsideTest {
    /** What docs/security.md lets everybody know. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of("GET /api/v1/health", "GET /api/v1/ready", "GET /api/v1/livez");

    private static final CoopContainer COOP = new CoopContainer("--name", "work", "--", "bash", "--norc");

    @BeforeAll
    static void start() {
        COOP.start();
    }

    @AfterAll
    static void end() {
        COOP.close();
    }

    @Test
    void curlIsAnsweredAtTheAddressThatDockerPrints() throws Exception {
        assertThat(curl("-d", "{\"text\":\"echo c$((20+22))l\",\"enter\":true}", COOP.url() + "/api/v1/input"))
                .contains("\"bytes_written\"");
        COOP.awaitText("c42l");
        assertThat(curl(COOP.url() + "/api/v1/screen/text")).contains("c42l");
    }

    @Test
    void aWebSocketTypesAndSeesTheOutput() throws Exception {
        try (Socket socket = Socket.open(COOP, "subscribe=pty", CoopContainer.TOKEN)) {
            socket.say(
                    "{\"event\":\"input:send\",\"request_id\":\"one\",\"text\":\"echo w$((20+22))s\",\"enter\":true}");

            assertThat(socket.await("input:sent").path("request_id").asText()).isEqualTo("one");
            StringBuilder output = new StringBuilder();
            while (output.indexOf("w42s") < 0) {
                output.append(new String(socket.await("pty").path("data").binaryValue(), UTF_8));
            }
        }
    }

    @Test
    void gRpcTypesAndSeesTheScreen() throws Exception {
        Metadata token = new Metadata();
        token.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + CoopContainer.TOKEN);
        ManagedChannel channel = channel();
        try {
            CoopGrpc.CoopBlockingStub coop = CoopGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
                    .withDeadlineAfter(CoopContainer.PATIENCE.toSeconds(), TimeUnit.SECONDS);

            coop.sendInput(SendInputRequest.newBuilder()
                    .setText("echo g$((20+22))c")
                    .setEnter(true)
                    .build());
            COOP.awaitText("g42c");

            assertThat(coop.getScreen(GetScreenRequest.getDefaultInstance()).getLinesList())
                    .contains("g42c");
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void withoutTheTokenNoRouteAnswers() throws Exception {
        List<String> answered = new ArrayList<>();
        int routes = 0;
        for (var path : COOP.get("/api/v1/openapi.json").path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                String route = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                String address = path.getKey().replaceAll("\\{[^}]*}", "work");
                String verb = route.substring(0, route.indexOf(' '));
                routes++;
                if (COOP.status(verb, address) != 401 || COOP.status(verb, address, "wrong") != 401) {
                    answered.add(route);
                }
            }
        }
        assertThat(routes).isGreaterThan(FOR_EVERYBODY.size());
        assertThat(answered).containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    @Test
    void withoutTheTokenNoCallAnswers() {
        List<String> answered = new ArrayList<>();
        ManagedChannel channel = channel();
        try {
            for (MethodDescriptor<?, ?> method : CoopGrpc.getServiceDescriptor().getMethods()) {
                if (code(channel, method) != Status.Code.UNAUTHENTICATED) {
                    answered.add(method.getBareMethodName());
                }
            }
        } finally {
            channel.shutdownNow();
        }
        assertThat(answered).isEmpty();
    }

    @Test
    void withoutTheTokenAWebSocketIsToldNothing() throws Exception {
        try (Socket socket = Socket.open(COOP, "subscribe=pty,screen,state", "")) {
            socket.say("{\"event\":\"screen:get\",\"request_id\":\"one\"}");

            JsonNode first = socket.next();
            assertThat(first.path("event").asText()).isEqualTo("error");
            assertThat(first.path("code").asText()).isEqualTo("UNAUTHORIZED");
        }
        assertThat(Socket.refusal(COOP, "wrong")).isEqualTo(401);
    }

    private static ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", COOP.port())
                .usePlaintext()
                .build();
    }

    private static <Q, A> Status.Code code(Channel channel, MethodDescriptor<Q, A> method) {
        Q request = ((PrototypeMarshaller<Q>) method.getRequestMarshaller()).getMessagePrototype();
        assertThat(request).isInstanceOf(Message.class);
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(CoopContainer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try {
            if (method.getType().serverSendsOneMessage()) {
                ClientCalls.blockingUnaryCall(channel, method, options, request);
            } else {
                ClientCalls.blockingServerStreamingCall(channel, method, options, request)
                        .next();
            }
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    private static String curl(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("curl", "-sS", "-H", "Authorization: Bearer " + CoopContainer.TOKEN));
        command.addAll(List.of(arguments));
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(curl.getInputStream().readAllBytes(), UTF_8);
    }
}
