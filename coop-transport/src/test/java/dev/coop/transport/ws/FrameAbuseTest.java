package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.TestHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that get it wrong, by accident or on purpose; after each of them the session is as before. */
@Timeout(60)
class FrameAbuseTest {
    private static final int FIN = 0x80;
    private static final String PING = "{\"event\":\"ping\"}";

    @TempDir
    private static Path directory;

    private static TestHost coop;

    @BeforeAll
    static void open() throws Exception {
        coop = new TestHost(directory);
        coop.sh("one", "stty -echo; exec cat");
    }

    @AfterAll
    static void close() {
        coop.close();
    }

    @AfterEach
    void theSessionIsUnharmed() throws Exception {
        try (RawClient client = client()) {
            client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"]}").await("subscribed");
            client.say("{\"event\":\"input:send\",\"text\":\"well\",\"enter\":true}");
            assertThat(client.awaitOutput("well\r\n")).isEqualTo("well\r\n");
        }
    }

    private static RawClient client() throws Exception {
        return RawClient.open(coop.port(), "");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void closes(RawClient client, int code, String reason) throws Exception {
        RawClient.Frame close = client.awaitClose();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(close.closeReason()).startsWith(reason);
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void aFrameWithoutAMaskIsRefused() throws Exception {
        try (RawClient client = client()) {
            client.send(RawClient.encode(FIN | RawClient.TEXT, false, text(PING)));
            closes(client, 1002, "BAD_REQUEST: ");
        }
    }

    @ParameterizedTest(name = "first byte {0}")
    @CsvSource({
        "0x83, an opcode that is kept free",
        "0x8B, a control opcode that is kept free",
        "0xC1, a bit of an extension that was not agreed on",
        "0x80, the rest of a message that has not begun",
        "0x09, a ping in pieces"
    })
    void aFrameThatCanNotBeIsRefused(String first, String why) throws Exception {
        try (RawClient client = client()) {
            client.send(RawClient.encode(Integer.decode(first), true, text("x")));
            closes(client, 1002, "BAD_REQUEST: ");
        }
        assertThat(why).isNotEmpty();
    }

    @Test
    void aNewMessageInsideAnotherIsRefused() throws Exception {
        try (RawClient client = client()) {
            client.frame(RawClient.TEXT, false, text("{"));
            client.frame(RawClient.TEXT, true, text("}"));
            closes(client, 1002, "BAD_REQUEST: ");
        }
    }

    @Test
    void aPingLongerThanAPingMayBeIsRefused() throws Exception {
        try (RawClient client = client()) {
            client.frame(RawClient.PING, true, new byte[126]);
            closes(client, 1002, "BAD_REQUEST: ");
        }
    }

    @Test
    void aMessageInPiecesIsPutTogetherWithPingsInBetween() throws Exception {
        try (RawClient client = client()) {
            client.frame(RawClient.TEXT, false, text("{\"event\":"));
            client.frame(RawClient.PING, true, text("still there?"));
            client.frame(RawClient.CONTINUATION, false, text("\"pi"));
            client.frame(RawClient.CONTINUATION, true, text("ng\"}"));
            RawClient.Frame pong = client.next();
            assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
            assertThat(pong.text()).isEqualTo("still there?");
            assertThat(client.next().event()).isEqualTo("pong");
        }
    }

    @Test
    void aMessageThatComesByteByByteIsUnderstood() throws Exception {
        try (RawClient client = client()) {
            for (byte one : RawClient.encode(FIN | RawClient.TEXT, true, text(PING))) {
                client.send(new byte[] {one});
            }
            assertThat(client.next().event()).isEqualTo("pong");
        }
    }

    @Test
    void aFrameOverTheLimitIsRefusedByItsHead() throws Exception {
        try (RawClient client = client()) {
            byte[] frame =
                    RawClient.encode(FIN | RawClient.TEXT, true, new byte[TransportLimits.DEFAULT.frameBytes() + 1]);
            client.send(Arrays.copyOf(frame, 20));
            closes(client, 1009, "TOO_LARGE: ");
        }
    }

    @Test
    void aMessageOverTheLimitIsRefusedInPiecesToo() throws Exception {
        try (RawClient client = client()) {
            byte[] piece = new byte[TransportLimits.DEFAULT.frameBytes()];
            Arrays.fill(piece, (byte) ' ');
            client.frame(RawClient.TEXT, false, piece);
            client.frame(RawClient.CONTINUATION, false, piece);
            client.frame(RawClient.CONTINUATION, false, text("x"));
            closes(client, 1009, "TOO_LARGE: ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ff", "c0af", "eda080", "f4908080", "e282"})
    void textThatIsNotUtf8IsRefused(String hex) throws Exception {
        try (RawClient client = client()) {
            client.frame(RawClient.TEXT, true, HexFormat.of().parseHex(hex));
            closes(client, 1007, "BAD_REQUEST: ");
        }
    }

    @Test
    void aCharacterMayBeSplitBetweenPieces() throws Exception {
        try (RawClient client = client()) {
            byte[] message = text("{\"event\":\"ping\",\"request_id\":\"€\"}");
            int inside = message.length - 4;
            client.frame(RawClient.TEXT, false, Arrays.copyOf(message, inside));
            client.frame(RawClient.CONTINUATION, true, Arrays.copyOfRange(message, inside, message.length));
            assertThat(client.await("pong").get("request_id").asText()).isEqualTo("€");
        }
    }

    @Test
    void aFloodOfPingsIsAnsweredAsFastAsTheAnswersAreRead() throws Exception {
        int count = 20_000;
        try (RawClient client = client()) {
            byte[] ping = RawClient.encode(FIN | RawClient.PING, true, new byte[100]);
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                flood.writeBytes(ping);
            }
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    client.send(flood.toByteArray());
                } catch (IOException closed) {
                    // Then the reader fails, and says why.
                }
            });
            for (int i = 0; i < count; i++) {
                assertThat(client.next().opcode()).isEqualTo(RawClient.PONG);
            }
            writer.join();
        }
    }

    @Test
    void requestsWhoseAnswersAreNotReadAreNotReadEither() throws Exception {
        coop.sh("loud", "head -c 1000000 /dev/zero | tr '\\0' x").exit().get(20, TimeUnit.SECONDS);
        try (RawClient greedy = RawClient.narrow(coop.port(), "?session=loud");
                RawClient other = client()) {
            byte[] ask = RawClient.encode(FIN | RawClient.TEXT, true, text("{\"event\":\"replay:get\",\"offset\":0}"));
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int i = 0; i < 2_000; i++) {
                flood.writeBytes(ask);
            }
            greedy.send(flood.toByteArray());
            // All of the answers together would be more than this process may have.
            for (int i = 0; i < 100; i++) {
                assertThat(other.say(PING).await("pong")).isNotNull();
            }
            assertThat(greedy.await("replay").get("next_offset").asLong()).isPositive();
        }
        coop.host.remove(coop.host.session("loud").orElseThrow());
    }

    @Test
    void moreRequestsThanMayWaitAreOverload() throws Exception {
        try (RawClient client = client()) {
            int most = TransportLimits.DEFAULT.requests();
            coop.sh("slow", "seq 100000 | sed 's/$/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/'; sleep 600");
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (int i = 0; i < 4 * most; i++) {
                burst.writeBytes(RawClient.encode(
                        FIN | RawClient.TEXT,
                        true,
                        text(
                                "{\"event\":\"screen:search\",\"regex\":\"(a+)+b\",\"timeout_ms\":500,\"session\":\"slow\",\"request_id\":\""
                                        + i + "\"}")));
            }
            client.send(burst.toByteArray());
            boolean overloaded = false;
            for (int i = 0; i < 4 * most; i++) {
                RawClient.Frame answer = client.next();
                assertThat(answer.json().has("request_id")).isTrue();
                overloaded |= answer.json().path("code").asText().equals("OVERLOADED");
            }
            assertThat(overloaded).isTrue();
        }
        coop.host.remove(coop.host.session("slow").orElseThrow());
    }

    @Test
    void aHundredThousandKeysAreAnswered() throws Exception {
        try (RawClient client = client()) {
            String keys = "\"a\",".repeat(100_000);
            client.say("{\"event\":\"keys:send\",\"keys\":[" + keys + "\"a\"],\"request_id\":\"k\"}");
            assertThat(client.next().json().get("request_id").asText()).isEqualTo("k");
        }
    }

    @Test
    void jsonThatIsTooDeepIsAnInvalidMessage() throws Exception {
        try (RawClient client = client()) {
            client.say("{\"event\":\"ping\",\"x\":" + "[".repeat(100_000));
            assertThat(client.await("error").get("code").asText()).isEqualTo("BAD_REQUEST");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 400, Sec-WebSocket-Version",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400, Sec-WebSocket-Key",
        "Upgrade: websocket, Upgrade: h2c, 400, this is for WebSockets",
        "GET , POST , 405, METHOD_NOT_ALLOWED",
        "Host: localhost, Host: evil.example, 403, FORBIDDEN",
        "/ws , /ws?since_seq=x , 400, since_seq",
        "/ws , /ws?binary=yes , 400, binary",
        "/ws , /ws?offset=-1 , 400, offset",
        "/ws , /ws?subscribe=pty&session=nobody , 404, NOT_FOUND",
    })
    void aHandshakeThatIsWrongIsAnsweredOverHttp(String right, String wrong, int status, String says) throws Exception {
        try (RawClient client = RawClient.connect(coop.port())) {
            client.send(RawClient.request("").replace(right.strip(), wrong.strip()));
            assertThat(client.readHead()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(client.body()).startsWith("{\"error\":{\"code\":\"").contains(says);
        }
    }

    @Test
    void aPageOfSomebodyElseCanNotConnect() throws Exception {
        try (RawClient client = RawClient.connect(coop.port())) {
            client.send(RawClient.request("?subscribe=pty")
                    .replace("Upgrade: w", "Origin: http://evil.example\r\nUpgrade: w"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
            assertThat(client.body()).contains("FORBIDDEN");
        }
    }

    @Test
    void requestsBehindTheHandshakeAreNotServed() throws Exception {
        try (RawClient client = RawClient.connect(coop.port())) {
            client.send(RawClient.request("") + "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            client.send(RawClient.encode(FIN | RawClient.PING, true, new byte[0]));
            assertThat(client.next().opcode()).isEqualTo(RawClient.PONG);
        }
    }
}
