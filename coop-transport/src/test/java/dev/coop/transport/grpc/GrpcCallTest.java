package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coop.proto.v1.GetHealthRequest;
import dev.coop.proto.v1.GetHealthResponse;
import dev.coop.proto.v1.GetStatusRequest;
import dev.coop.transport.TestHost;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcCallTest {
    @TempDir
    private Path directory;

    private TestHost host;

    @BeforeEach
    void open() throws Exception {
        host = new TestHost(directory);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @EnumSource
    void healthIsTold(Client.Way way) throws Exception {
        host.sh("work", "sleep 100");
        try (Client client = Client.by(way, host, directory)) {
            GetHealthResponse health = client.stub().getHealth(GetHealthRequest.getDefaultInstance());
            assertThat(health.getStatus()).isEqualTo("running");
            assertThat(health.getSession()).isEqualTo("work");
        }
    }

    @Test
    void whatThereIsNotIsToldWithItsCode() {
        try (Client client = Client.tcp(host)) {
            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class, () -> client.stub().getStatus(GetStatusRequest.getDefaultInstance()));
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(Client.info(failure).getReason()).isEqualTo("NOT_FOUND");
            assertThat(Client.info(failure).getDomain()).isEqualTo("coop");
            assertThat(Client.info(failure).getMetadataMap()).containsKey("hint");
        }
    }
}
