package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import dev.coop.proto.v1.CoopGrpc.CoopStub;
import dev.coop.proto.v1.GetHealthRequest;
import dev.coop.proto.v1.SendInputRequest;
import dev.coop.proto.v1.StreamScreenRequest;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Tokens;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits are what the settings say; that of a client that does not read is in {@link GrpcAbuseTest}. */
class GrpcLimitsTest {
    @TempDir
    private Path directory;

    private BridgeHost open(Map<Setting<?>, String> given) throws Exception {
        BridgeHost host = new BridgeHost(directory, Tokens.none(), TestHost.limits(given));
        host.sh("one", "exec cat");
        return host;
    }

    @Test
    void aMessageIsAsLongAsIsAllowed() throws Exception {
        try (BridgeHost host = open(Map.of(Settings.LIMIT_MESSAGE, "2048"));
                Client client = Client.tcp(host)) {
            SendInputRequest.Builder input = SendInputRequest.newBuilder();
            client.stub().sendInput(input.setText("x".repeat(2000)).build());
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> client.stub()
                            .sendInput(input.setText("x".repeat(2100)).build()));
            assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void aHostHasAsManyStreamsAsAreAllowed() throws Exception {
        try (BridgeHost host = open(Map.of(Settings.LIMIT_STREAMS, "1"));
                Client client = Client.tcp(host)) {
            Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen)
                    .takeAll()
                    .next();
            var second = Subscriber.to(client, StreamScreenRequest.getDefaultInstance(), CoopStub::streamScreen)
                    .takeAll();
            assertThat(second.end().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void aConnectionWithoutACallIsClosedInTime() throws Exception {
        try (BridgeHost host = open(Map.of(Settings.LIMIT_IDLE, "1000"));
                Client client = Client.tcp(host)) {
            client.stub().getHealth(GetHealthRequest.getDefaultInstance());
            assertThat(host.server.connections()).isEqualTo(1);
            Wait.until(host.server::connections, 0);
        }
    }
}
