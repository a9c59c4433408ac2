package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.CoopGrpc.CoopBlockingStub;
import dev.coop.proto.v1.CoopGrpc.CoopStub;
import dev.coop.proto.v1.GetHealthRequest;
import dev.coop.proto.v1.SendInputRequest;
import dev.coop.proto.v1.ShutdownRequest;
import dev.coop.proto.v1.StreamScreenRequest;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcAdmissionTest {
    private static final String TOKEN = "a-token-that-nobody-guesses";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void withATokenEveryCallNeedsItAndIsToldInTheContractsWords(Client.Way way) throws Exception {
        try (BridgeHost host = new BridgeHost(directory, tokens(), TransportLimits.DEFAULT);
                Client client = Client.by(way, host)) {
            refusedHealth(client.stub(), "missing authorization header");
            refusedHealth(client.stub("authorization", "Basic abc"), "invalid authorization scheme");
            ErrorInfo info = refusedHealth(client.stub("authorization", "Bearer wrong"), "invalid token");
            assertThat(info.getReason()).isEqualTo("UNAUTHORIZED");
            assertThat(info.getMetadataMap()).containsKey("hint");
            assertThat(client.stub("authorization", "Bearer " + TOKEN)
                            .getHealth(GetHealthRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo("running");
            assertThat(refused(() -> health(client, "coop.v1.Coop"), Code.UNAUTHENTICATED)
                            .getReason())
                    .isEqualTo("UNAUTHORIZED");
            var stream = Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen)
                    .takeAll();
            assertThat(stream.end().getCode()).isEqualTo(Code.UNAUTHENTICATED);
        }
    }

    @Test
    void aTokenMayDoWhatItsRoleAllows() throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens.json"), InstantSource.system());
        String observer = token(store, "o", Role.OBSERVE, Optional.empty());
        String driver = token(store, "d", Role.DRIVE, Optional.empty());
        try (BridgeHost host = new BridgeHost(
                        directory, Tokens.of(Optional.of(Secret.of(TOKEN)), store), TransportLimits.DEFAULT);
                Client client = Client.tcp(host)) {
            host.sh("work", "sleep 100");
            SendInputRequest input = SendInputRequest.newBuilder().setText("x").build();
            CoopBlockingStub look = client.stub("authorization", "Bearer " + observer);
            CoopBlockingStub drive = client.stub("authorization", "Bearer " + driver);
            CoopBlockingStub all = client.stub("authorization", "Bearer " + TOKEN);

            assertThat(look.streamScreen(StreamScreenRequest.getDefaultInstance())
                            .hasNext())
                    .isTrue();
            assertThat(refused(() -> look.sendInput(input), Code.PERMISSION_DENIED)
                            .getReason())
                    .isEqualTo("FORBIDDEN");
            assertThat(drive.sendInput(input).getBytesWritten()).isEqualTo(1);
            refused(() -> drive.shutdown(ShutdownRequest.getDefaultInstance()), Code.PERMISSION_DENIED);
            assertThat(host.shutdown().getCount()).isEqualTo(1);
            assertThat(all.shutdown(ShutdownRequest.getDefaultInstance()).getAccepted())
                    .isTrue();

            assertThat(store.revoke("d")).isTrue();
            Wait.until(() -> isRefused(() -> drive.sendInput(input)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamEndsWhenItsTokenIsRevokedAndOthersGoOn(Client.Way way) throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens.json"), InstantSource.system());
        String token = token(store, "tv", Role.OBSERVE, Optional.empty());
        String other = token(store, "other", Role.OBSERVE, Optional.empty());
        try (BridgeHost host = new BridgeHost(directory, Tokens.of(Optional.empty(), store), TransportLimits.DEFAULT);
                Client client = Client.by(way, host)) {
            Session session = host.sh("work", "exec cat");
            var watched = client.stub("authorization", "Bearer " + token)
                    .streamScreen(StreamScreenRequest.getDefaultInstance());
            var kept = client.stub("authorization", "Bearer " + other)
                    .streamScreen(StreamScreenRequest.getDefaultInstance());
            watched.next();
            kept.next();

            assertThat(store.revoke("tv")).isTrue();

            ErrorInfo info = refused(() -> watched.forEachRemaining(_ -> {}), Code.UNAUTHENTICATED);
            assertThat(info.getReason()).isEqualTo("UNAUTHORIZED");
            assertThat(info.getMetadataMap().get("hint")).contains("revoked");
            assertThat(host.grpc.streams()).isEqualTo(1);
            session.write("still here".getBytes(StandardCharsets.UTF_8));
            while (!kept.next().getLines(0).equals("still here")) {
                // What comes in between is a part of it.
            }
        }
    }

    @Test
    void aStreamEndsWhenItsTokenExpires() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        TokenStore store = new TokenStore(directory.resolve("tokens.json"), now::get);
        String token = token(store, "tv", Role.OBSERVE, Optional.of(Duration.ofHours(1)));
        try (BridgeHost host = new BridgeHost(directory, Tokens.of(Optional.empty(), store), TransportLimits.DEFAULT);
                Client client = Client.tcp(host)) {
            host.sh("work", "exec cat");
            var watched = client.stub("authorization", "Bearer " + token)
                    .streamScreen(StreamScreenRequest.getDefaultInstance());
            watched.next();

            now.set(Instant.parse("2026-01-01T01:00:00Z"));

            ErrorInfo info = refused(() -> watched.forEachRemaining(_ -> {}), Code.UNAUTHENTICATED);
            assertThat(info.getReason()).isEqualTo("UNAUTHORIZED");
            Wait.until(host.grpc::streams, 0);
        }
    }

    private static String token(TokenStore store, String name, Role role, Optional<Duration> lifetime)
            throws Exception {
        return store.create(Optional.of(name), role, lifetime).token().reveal();
    }

    @Test
    void aHostThatIsNotOursIsRefusedBeforeAnythingElse() throws Exception {
        try (BridgeHost host = new BridgeHost(directory, tokens(), TransportLimits.DEFAULT);
                Client rebound = Client.tcp(host, "evil.example:80")) {
            ErrorInfo info = refused(
                    () -> rebound.stub("authorization", "Bearer " + TOKEN)
                            .getHealth(GetHealthRequest.getDefaultInstance()),
                    Code.PERMISSION_DENIED);
            assertThat(info.getReason()).isEqualTo("FORBIDDEN");
            refused(() -> health(rebound, ""), Code.PERMISSION_DENIED);
        }
    }

    @Test
    void aPageOfSomebodyElseIsRefused() throws Exception {
        try (BridgeHost host = new BridgeHost(directory);
                Client client = Client.tcp(host)) {
            refused(
                    () -> client.stub("origin", "https://evil.example")
                            .getHealth(GetHealthRequest.getDefaultInstance()),
                    Code.PERMISSION_DENIED);
            refused(
                    () -> client.stub("sec-fetch-site", "cross-site").getHealth(GetHealthRequest.getDefaultInstance()),
                    Code.PERMISSION_DENIED);
        }
    }

    @Test
    void theStandardHealthServiceKnowsUs() throws Exception {
        try (BridgeHost host = new BridgeHost(directory);
                Client client = Client.tcp(host)) {
            assertThat(health(client, "")).isEqualTo(ServingStatus.SERVING);
            assertThat(health(client, "coop.v1.Coop")).isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void reflectionListsTheServices() throws Exception {
        try (BridgeHost host = new BridgeHost(directory);
                Client client = Client.tcp(host)) {
            assertThat(reflected(
                                    client,
                                    ServerReflectionRequest.newBuilder()
                                            .setListServices("")
                                            .build())
                            .getListServicesResponse()
                            .getServiceList())
                    .extracting(ServiceResponse::getName)
                    .contains("coop.v1.Coop", "grpc.health.v1.Health");
            assertThat(reflected(
                                    client,
                                    ServerReflectionRequest.newBuilder()
                                            .setFileContainingSymbol("coop.v1.Coop.GetScreen")
                                            .build())
                            .getFileDescriptorResponse()
                            .getFileDescriptorProtoList())
                    .isNotEmpty();
        }
    }

    private static Tokens tokens() {
        return Tokens.of(
                Optional.of(Secret.of(TOKEN)),
                new TokenStore(Path.of("/nonexistent/coop/tokens.json"), InstantSource.system()));
    }

    private static ServingStatus health(Client client, String service) {
        return HealthGrpc.newBlockingStub(client.channel)
                .withDeadlineAfter(Client.SECONDS, TimeUnit.SECONDS)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }

    private static ServerReflectionResponse reflected(Client client, ServerReflectionRequest request) throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(client.channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new AssertionError("no answer"));
                    }
                });
        requests.onNext(request);
        ServerReflectionResponse response = answer.get(Client.SECONDS, TimeUnit.SECONDS);
        requests.onCompleted();
        return response;
    }

    private static ErrorInfo refusedHealth(CoopGrpc.CoopBlockingStub stub, String message) {
        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class, () -> stub.getHealth(GetHealthRequest.getDefaultInstance()));
        assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(failure.getStatus().getDescription()).isEqualTo(message);
        return Client.info(failure);
    }

    private static ErrorInfo refused(ThrowingCallable call, Code code) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure.getStatus().getCode()).isEqualTo(code);
        return Client.info(failure);
    }

    private static boolean isRefused(ThrowingCallable call) {
        try {
            assertThatCode(call).doesNotThrowAnyException();
            return false;
        } catch (AssertionError refused) {
            return true;
        }
    }
}
