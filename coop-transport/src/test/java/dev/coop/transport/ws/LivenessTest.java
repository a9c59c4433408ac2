package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.Settings;
import dev.coop.core.config.TransportLimits;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A9: the server never asked whether a client was still there. */
@Timeout(60)
class LivenessTest {
    private static final TransportLimits QUICK =
            TestHost.limits(Map.of(Settings.LIMIT_SILENCE, "300", Settings.LIMIT_PONG, "3000"));

    @TempDir
    Path directory;

    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(directory, Tokens.none(), QUICK, Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        coop.close();
    }

    @Test
    void aClientThatSaysNothingIsAskedAndStaysIfItAnswers() throws Exception {
        try (RawClient client = RawClient.open(coop.port(), "")) {
            for (int i = 0; i < 3; i++) {
                RawClient.Frame ping = client.next();
                assertThat(ping.opcode()).isEqualTo(RawClient.PING);
                client.frame(RawClient.PONG, true, ping.payload());
            }
            client.say("{\"event\":\"ping\"}").await("pong");
        }
    }

    @Test
    void aClientThatDoesNotAnswerIsGone() throws Exception {
        try (RawClient client = RawClient.open(coop.port(), "")) {
            assertThat(client.next().opcode()).isEqualTo(RawClient.PING);
            RawClient.Frame close = client.awaitClose();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).contains("pings");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(coop.api.clients().get()).isZero();
    }
}
