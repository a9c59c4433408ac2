package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import dev.coop.transport.Sweep;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The limits are what the settings say; those of time are in {@link LivenessTest} and its neighbours. */
@Timeout(60)
class WebSocketLimitsTest {
    private static final int TOO_BIG = 1009;

    @TempDir
    private Path directory;

    private TestHost open(Setting<?> setting, String value) throws Exception {
        TestHost coop = new TestHost(directory, Tokens.none(), TestHost.limits(Map.of(setting, value)), Sweep.INTERVAL);
        coop.sh("one", "exec cat");
        return coop;
    }

    @Test
    void aFrameIsAsLongAsIsAllowed() throws Exception {
        try (TestHost coop = open(Settings.LIMIT_FRAME, "1024");
                RawClient client = RawClient.open(coop.port(), "")) {
            client.frame(RawClient.TEXT, true, ping(1024));
            assertThat(client.next().event()).isEqualTo("pong");
            client.frame(RawClient.TEXT, true, ping(1025));
            assertThat(client.awaitClose().closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    void aMessageIsAsLongAsIsAllowed() throws Exception {
        try (TestHost coop = open(Settings.LIMIT_MESSAGE, "2048");
                RawClient client = RawClient.open(coop.port(), "")) {
            client.frame(RawClient.TEXT, true, ping(2048));
            assertThat(client.next().event()).isEqualTo("pong");
            client.frame(RawClient.TEXT, true, ping(2049));
            assertThat(client.awaitClose().closeCode()).isEqualTo(TOO_BIG);
        }
    }

    @Test
    void thereAreAsManySubscriptionsAsAreAllowed() throws Exception {
        try (TestHost coop = open(Settings.LIMIT_SUBSCRIPTIONS, "1");
                RawClient client = RawClient.open(coop.port(), "")) {
            client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"]}").await("subscribed");
            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"screen\"]}")
                            .await("error")
                            .get("code")
                            .asText())
                    .isEqualTo("OVERLOADED");
        }
    }

    @Test
    void asManyRequestsWaitAsAreAllowed() throws Exception {
        try (TestHost coop = open(Settings.LIMIT_REQUESTS, "1");
                RawClient client = RawClient.open(coop.port(), "")) {
            String wait = "{\"event\":\"wait\",\"until\":\"text\",\"text\":\"never\",\"timeout_ms\":60000}";
            client.say(wait);
            assertThat(client.say(wait).await("error").get("code").asText()).isEqualTo("OVERLOADED");
        }
    }

    /** A message of so many bytes. */
    private static byte[] ping(int bytes) {
        String around = "{\"event\":\"ping\",\"x\":\"\"}";
        return around.replace("\"\"", "\"" + "x".repeat(bytes - around.length()) + "\"")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
