package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import dev.coop.core.config.Settings;
import dev.coop.core.session.Session;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody sees or does anything before he was let in. */
@Timeout(60)
class AuthenticationTest {
    private static final String TOKEN = "correct-horse-battery-staple";

    @TempDir
    Path directory;

    private TokenStore store;
    private TestHost coop;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        store = new TokenStore(directory.resolve("tokens.json"), InstantSource.system());
        coop = new TestHost(
                directory,
                Tokens.of(Optional.of(Secret.of(TOKEN)), store),
                TestHost.limits(Map.of(Settings.LIMIT_LOGIN, "5000")),
                Duration.ofMillis(50));
        session = coop.sh("one", "stty -echo; echo secret; exec cat");
    }

    @AfterEach
    void close() {
        coop.close();
    }

    private RawClient client(String query) throws Exception {
        return RawClient.open(coop.port(), query);
    }

    private static String auth(String token) {
        return "{\"event\":\"auth\",\"token\":\"" + token + "\"}";
    }

    private static String code(JsonNode error) {
        return error.get("code").asText();
    }

    /** S1: everything was pushed to connections that had not authenticated. */
    @Test
    void nothingIsPushedBeforeAuthentication() throws Exception {
        try (RawClient client = client("?subscribe=pty,screen,state&offset=0&since_seq=0");
                RawClient known = client("?subscribe=pty,screen&offset=0&token=" + TOKEN)) {
            known.awaitOutput("secret\r\n");
            for (int i = 0; i < 20; i++) {
                known.say("{\"event\":\"input:send\",\"text\":\"line " + i + "\",\"enter\":true}");
                known.await("screen");
                // The next thing that comes is the answer, not a push.
                client.say("{\"event\":\"ping\",\"request_id\":\"" + i + "\"}");
                assertThat(client.next().text()).isEqualTo("{\"event\":\"pong\",\"request_id\":\"" + i + "\"}");
            }
            client.say(auth(TOKEN));
            assertThat(client.awaitOutput("line 19\r\n")).startsWith("secret\r\nline 0\r\n");
        }
    }

    @Test
    void aLateAuthenticationBringsTheState() throws Exception {
        try (RawClient client = client("?subscribe=state")) {
            client.say(auth(TOKEN));
            RawClient.Frame first = client.next();
            assertThat(first.event()).isEqualTo("transition");
            assertThat(first.json().get("next")).isEqualTo(first.json().get("prev"));
        }
    }

    @Test
    void beforeAuthenticationThereIsHealthAndNothingElse() throws Exception {
        try (RawClient client = client("")) {
            assertThat(client.say("{\"event\":\"health:get\"}").await("health")).isNotNull();
            assertThat(client.say("{\"event\":\"ready:get\"}").await("ready")).isNotNull();
            for (String event : new String[] {
                "screen:get",
                "replay:get",
                "input:send",
                "resize",
                "status:get",
                "subscribe",
                "unsubscribe",
                "sessions:list",
                "shutdown",
                "input:send:raw",
                "nudge",
                "stop:resolve"
            }) {
                JsonNode error = client.say("{\"event\":\"" + event + "\",\"request_id\":\"x\"}")
                        .await("error");
                assertThat(code(error)).isEqualTo("UNAUTHORIZED");
                assertThat(error.get("message").asText()).isEqualTo("not authenticated");
                assertThat(error.get("request_id").asText()).isEqualTo("x");
            }
            assertThat(session.bytesWritten()).isZero();
            assertThat(coop.shutdown.getCount()).isOne();
        }
    }

    @Test
    void whatIsSentRightBehindTheTokenIsDone() throws Exception {
        try (RawClient client = client("?subscribe=pty")) {
            client.say(auth(TOKEN));
            client.say("{\"event\":\"input:send\",\"text\":\"hello\",\"enter\":true}");
            assertThat(client.awaitOutput("hello\r\n")).endsWith("hello\r\n");
        }
    }

    @Test
    void aWrongTokenIsToldAndTheConnectionStaysForAFewMore() throws Exception {
        try (RawClient client = client("")) {
            for (int i = 0; i < 8; i++) {
                JsonNode error = client.say(auth("wrong")).await("error");
                assertThat(code(error)).isEqualTo("UNAUTHORIZED");
                assertThat(error.get("message").asText()).isEqualTo("authentication failed");
                assertThat(error.toString()).doesNotContain("wrong\"");
            }
            assertThat(client.awaitClose().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aWrongTokenInTheUrlOrTheHeaderGetsNoWebSocket() throws Exception {
        String right = RawClient.request("");
        for (String wrong : new String[] {
            right.replace("/ws", "/ws?token=wrong"),
            right.replace("Upgrade: w", "Authorization: Bearer wrong\r\nUpgrade: w")
        }) {
            try (RawClient client = RawClient.connect(coop.port())) {
                client.send(wrong);
                assertThat(client.readHead()).startsWith("HTTP/1.1 401 ");
                assertThat(client.body()).contains("\"UNAUTHORIZED\"", "unauthorized");
            }
        }
    }

    @Test
    void aStrangerSaysLittle() throws Exception {
        try (RawClient client = client("")) {
            client.say("{\"event\":\"ping\",\"x\":\"" + "x".repeat(5000) + "\"}");
            assertThat(client.awaitClose().closeCode()).isEqualTo(1009);
        }
        try (RawClient client = client("")) {
            client.say(auth(TOKEN));
            client.say("{\"event\":\"ping\",\"x\":\"" + "x".repeat(500_000) + "\"}");
            assertThat(client.next().event()).isEqualTo("pong");
        }
    }

    @Test
    void aStrangerDoesNotStay() throws Exception {
        try (RawClient client = client("")) {
            RawClient.Frame close = client.awaitClose();
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.closeReason()).startsWith("UNAUTHORIZED: ");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void anObserverSeesAndDoesNot() throws Exception {
        String token = store.create(Optional.of("tv"), Role.OBSERVE, Optional.empty())
                .token()
                .reveal();
        try (RawClient client = client("?subscribe=pty&offset=0&token=" + token)) {
            assertThat(client.awaitOutput("secret\r\n")).isEqualTo("secret\r\n");
            JsonNode error = client.say("{\"event\":\"input:send\",\"text\":\"x\",\"request_id\":\"1\"}")
                    .await("error");
            assertThat(code(error)).isEqualTo("FORBIDDEN");
            assertThat(error.get("hint").asText()).contains("drive");
            assertThat(code(client.say("{\"event\":\"shutdown\"}").await("error")))
                    .isEqualTo("FORBIDDEN");
            assertThat(session.bytesWritten()).isZero();
        }
    }

    @Test
    void aTokenThatIsRevokedEndsItsStreams() throws Exception {
        String token = store.create(Optional.of("ci"), Role.OBSERVE, Optional.empty())
                .token()
                .reveal();
        try (RawClient client = client("?subscribe=pty&offset=0&token=" + token)) {
            client.awaitOutput("secret\r\n");
            assertThat(store.revoke("ci")).isTrue();
            RawClient.Frame close = client.awaitClose();
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.closeReason()).startsWith("UNAUTHORIZED: ");
        }
    }
}
