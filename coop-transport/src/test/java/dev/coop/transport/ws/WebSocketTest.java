package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coop.core.session.Session;
import dev.coop.transport.TestHost;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients see, as in the wire contract. */
@Timeout(60)
class WebSocketTest {
    @TempDir
    Path directory;

    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(directory);
    }

    @AfterEach
    void close() {
        coop.close();
    }

    private RawClient client(String query) throws Exception {
        return RawClient.open(coop.port(), query);
    }

    /** A program that prints what is typed, line by line, and a word first. */
    private Session echo() throws Exception {
        Session session = coop.sh("one", "stty -echo; echo ready; exec cat");
        try (RawClient client = client("")) {
            String screen = "";
            while (!screen.contains("ready")) {
                screen = client.say("{\"event\":\"screen:get\"}")
                        .await("screen")
                        .get("lines")
                        .toString();
            }
        }
        return session;
    }

    @Test
    void pingsAreAnsweredWithTheirId() throws Exception {
        try (RawClient client = client("")) {
            client.say("{\"event\":\"ping\",\"request_id\":\"7\"}");
            assertThat(client.next().text()).isEqualTo("{\"event\":\"pong\",\"request_id\":\"7\"}");
            client.say("{\"event\":\"ping\"}");
            assertThat(client.next().text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    @Test
    void answersAreViewsForWebSockets() throws Exception {
        echo();
        try (RawClient client = client("")) {
            JsonNode health = client.say("{\"event\":\"health:get\"}").await("health");
            assertThat(health.get("status").asText()).isEqualTo("running");
            assertThat(health.get("terminal_cols").asInt()).isEqualTo(80);
            assertThat(health.has("terminal")).isFalse();
            assertThat(health.get("ws_clients").asInt()).isEqualTo(1);

            JsonNode screen =
                    client.say("{\"event\":\"screen:get\",\"cursor\":true}").await("screen");
            assertThat(screen.get("lines").get(0).asText()).isEqualTo("ready");
            assertThat(screen.get("cursor").get("row").asInt()).isEqualTo(1);
            assertThat(screen.has("ansi")).isFalse();

            assertThat(client.say("{\"event\":\"status:get\"}")
                            .await("status")
                            .get("bytes_read")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void theSameIsServedOnTheUnixSocket() throws Exception {
        echo();
        try (RawClient client = RawClient.open(directory.resolve("coop/host.sock"), "?subscribe=pty")) {
            client.say("{\"event\":\"input:send\",\"text\":\"hello\",\"enter\":true}");
            assertThat(client.awaitOutput("hello\r\n")).isEqualTo("hello\r\n");
        }
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredAndTheConnectionStays() throws Exception {
        try (RawClient client = client("")) {
            for (String bad : new String[] {
                "no json",
                "[]",
                "{\"event\":17}",
                "{}",
                "{\"event\":\"no:such\",\"request_id\":\"a\"}",
                "{\"event\":\"ping\",\"request_id\":3}"
            }) {
                JsonNode error = client.say(bad).await("error");
                assertThat(error.get("code").asText()).isEqualTo("BAD_REQUEST");
                assertThat(error.get("message").asText()).isEqualTo("invalid message");
            }
            client.frame(RawClient.BINARY, true, new byte[] {1, 2, 3});
            client.say("{\"event\":\"ping\"}");
            assertThat(client.next().event()).isEqualTo("pong");
        }
    }

    @Test
    void aRefusalNamesTheFieldAndTheRequest() throws Exception {
        echo();
        try (RawClient client = client("")) {
            JsonNode error = client.say("{\"event\":\"resize\",\"cols\":0,\"rows\":10,\"request_id\":\"r1\"}")
                    .await("error");
            assertThat(error.get("code").asText()).isEqualTo("BAD_REQUEST");
            assertThat(error.get("field").asText()).isEqualTo("cols");
            assertThat(error.get("message").asText()).isEqualTo("cols and rows must be positive");
            assertThat(error.get("request_id").asText()).isEqualTo("r1");

            JsonNode typed = client.say("{\"event\":\"input:send:raw\",\"data\":\"%%\",\"request_id\":\"r2\"}")
                    .await("error");
            assertThat(typed.get("field").asText()).isEqualTo("data");
            assertThat(client.say("{\"event\":\"nudge\",\"message\":\"x\",\"request_id\":\"r3\"}")
                            .await("error")
                            .get("code")
                            .asText())
                    .isEqualTo("NO_DRIVER");
        }
    }

    @Test
    void outputIsPushedFromTheEndOn() throws Exception {
        Session session = echo();
        long end = session.output().end();
        try (RawClient client = client("?subscribe=nonsense,%20pty%20,hooks")) {
            client.say("{\"event\":\"input:send\",\"text\":\"abc\",\"enter\":true}");
            RawClient.Frame pushed = client.await(frame -> frame.event().equals("pty"));
            assertThat(pushed.json().get("offset").asLong()).isEqualTo(end);
            assertThat(pushed.text())
                    .isEqualTo("{\"event\":\"pty\",\"data\":\""
                            + Base64.getEncoder().encodeToString("abc\r\n".getBytes(StandardCharsets.UTF_8))
                            + "\",\"offset\":" + end + "}");
        }
    }

    @Test
    void outputIsPushedFromAnOffsetAndInBinary() throws Exception {
        echo();
        try (RawClient client = client("?subscribe=output&offset=2&binary=true")) {
            RawClient.Frame pushed = client.await(frame -> frame.opcode() == RawClient.BINARY);
            ByteBuffer payload = ByteBuffer.wrap(pushed.payload());
            assertThat(payload.getLong()).isEqualTo(2);
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("ady\r\n");
        }
    }

    @Test
    void whatAReplayHasGivenIsNotPushedAgain() throws Exception {
        Session session = coop.sh("one", "echo one; read x; echo two; sleep 60");
        try (RawClient client = client("?subscribe=pty&offset=0")) {
            assertThat(client.awaitOutput("one\r\n")).isEqualTo("one\r\n");
            client.say("{\"event\":\"replay:get\",\"offset\":0}");
            JsonNode replay = client.await("replay");
            assertThat(new String(Base64.getDecoder().decode(replay.get("data").asText()), StandardCharsets.UTF_8))
                    .isEqualTo("one\r\n");
            assertThat(replay.get("next_offset").asLong()).isEqualTo(5);
            assertThat(replay.get("total_written").asLong())
                    .isEqualTo(session.output().end());
            client.say("{\"event\":\"input:send\",\"text\":\"\",\"enter\":true}");
            assertThat(client.awaitOutput("two\r\n")).isEqualTo("\r\ntwo\r\n");
        }
    }

    @Test
    void aReplayThatRunsAheadOfThePushesTakesTheirPlace() throws Exception {
        coop.sh("one", "printf 0123456789; sleep 60");
        try (RawClient reader = client("?subscribe=pty&offset=0");
                RawClient client = client("")) {
            reader.awaitOutput("0123456789");
            // Subscribed behind what it asks for first, as clients that attach do.
            client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"],\"offset\":4}");
            client.say("{\"event\":\"replay:get\",\"offset\":0}");
            assertThat(client.await("subscribed").get("offset").asInt()).isEqualTo(4);
            assertThat(client.awaitOutput("9")).isEqualTo("456789");
            assertThat(client.await("replay").get("next_offset").asInt()).isEqualTo(10);
        }
    }

    @Test
    void theStateIsToldAtOnceAndThenItsChanges() throws Exception {
        coop.sh("one", "read x; exit 3");
        try (RawClient client = client("?subscribe=state")) {
            JsonNode first = client.await("transition");
            assertThat(first.get("prev")).isEqualTo(first.get("next"));
            assertThat(first.get("prompt").isNull()).isTrue();
            assertThat(first.has("cause")).isFalse();
            assertThat(first.get("epoch").asInt()).isEqualTo(1);
            assertThat(first.get("session_id").asText()).isNotEmpty();

            client.say("{\"event\":\"resize\",\"cols\":100,\"rows\":30}");
            JsonNode resized = client.await(frame ->
                            frame.event().equals("resized") && frame.json().has("seq"))
                    .json();
            assertThat(resized.get("cols").asInt()).isEqualTo(100);

            client.say("{\"event\":\"input:send\",\"text\":\"\",\"enter\":true}");
            JsonNode exit = client.await("exit");
            assertThat(exit.get("code").asInt()).isEqualTo(3);
            assertThat(exit.get("signal").isNull()).isTrue();
            assertThat(exit.get("seq").asLong())
                    .isGreaterThan(resized.get("seq").asLong());
        }
        try (RawClient late = client("?subscribe=state")) {
            assertThat(late.await("exit").get("code").asInt()).isEqualTo(3);
        }
    }

    /** A4: a replay lost how the program ended. */
    @Test
    void whatHappenedSinceANumberIsReplayedAndWithItTheExit() throws Exception {
        Session session = coop.sh("one", "echo x; kill -9 $$");
        session.exit().get(20, TimeUnit.SECONDS);
        try (RawClient client = client("?subscribe=state&since_seq=0")) {
            JsonNode first = client.await("transition");
            assertThat(first.get("seq").asLong()).isEqualTo(1);
            assertThat(first.get("prev").asText()).isEqualTo("starting");
            JsonNode exit = client.await("exit");
            assertThat(exit.get("code").isNull()).isTrue();
            assertThat(exit.get("signal").asInt()).isEqualTo(9);
        }
        try (RawClient client = client("?subscribe=state&since_seq=1")) {
            assertThat(client.next().event()).isEqualTo("exit");
        }
    }

    @Test
    void aNumberOfAHostOfThePastGetsTheStateAsItIs() throws Exception {
        echo();
        try (RawClient client = client("?subscribe=state&since_seq=4711")) {
            JsonNode now = client.await("transition");
            assertThat(now.get("prev")).isEqualTo(now.get("next"));
        }
    }

    @Test
    void theScreenIsPushedWhenItHasChanged() throws Exception {
        echo();
        try (RawClient client = client("?subscribe=screen")) {
            client.say("{\"event\":\"input:send\",\"text\":\"new\",\"enter\":true}");
            JsonNode screen = client.await("screen");
            assertThat(screen.get("lines").get(1).asText()).isEqualTo("new");
            assertThat(screen.get("cursor").get("row").asInt()).isEqualTo(2);
            assertThat(screen.has("ansi")).isFalse();
            assertThat(screen.get("alt_screen").asBoolean()).isFalse();
        }
    }

    @Test
    void streamsAreSubscribedToAndGivenUpAtRunTime() throws Exception {
        Session session = echo();
        try (RawClient client = client("")) {
            JsonNode subscribed = client.say(
                            "{\"event\":\"subscribe\",\"channels\":[\"pty\",\"state\"],\"offset\":0,\"request_id\":\"s\"}")
                    .await("subscribed");
            assertThat(subscribed.get("request_id").asText()).isEqualTo("s");
            assertThat(subscribed.get("channels").toString()).isEqualTo("[\"pty\",\"state\"]");
            assertThat(subscribed.get("offset").asLong()).isZero();
            assertThat(subscribed.get("seq").asLong())
                    .isEqualTo(session.events().last());
            Set<String> pushed = new HashSet<>();
            while (pushed.size() < 2) {
                pushed.add(client.next().event());
            }
            assertThat(pushed).containsExactlyInAnyOrder("pty", "transition");

            JsonNode left = client.say("{\"event\":\"unsubscribe\",\"channels\":[\"pty\"]}")
                    .await("unsubscribed");
            assertThat(left.get("channels").toString()).isEqualTo("[\"state\"]");
            client.say("{\"event\":\"input:send\",\"text\":\"x\",\"enter\":true}");
            assertThat(client.next().event()).isEqualTo("input:sent");

            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"weather\"]}")
                            .await("error")
                            .get("field")
                            .asText())
                    .isEqualTo("channels");
            assertThat(client.say("{\"event\":\"subscribe\"}")
                            .await("error")
                            .get("field")
                            .asText())
                    .isEqualTo("channels");
            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"],\"offset\":-1}")
                            .await("error")
                            .get("field")
                            .asText())
                    .isEqualTo("offset");
        }
    }

    @Test
    void eachSessionIsReachedByItsName() throws Exception {
        coop.sh("one", "echo first; sleep 60");
        coop.sh("two", "echo second; sleep 60");
        try (RawClient client = client("?session=two&subscribe=pty&offset=0")) {
            assertThat(client.awaitOutput("second\r\n")).isEqualTo("second\r\n");
            assertThat(client.say("{\"event\":\"replay:get\",\"offset\":0,\"session\":\"one\"}")
                            .await("replay")
                            .get("data")
                            .asText())
                    .isEqualTo(Base64.getEncoder().encodeToString("first\r\n".getBytes(StandardCharsets.UTF_8)));
            JsonNode error = client.say("{\"event\":\"status:get\",\"session\":\"three\"}")
                    .await("error");
            assertThat(error.get("code").asText()).isEqualTo("NOT_FOUND");
            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"state\"],\"session\":\"one\"}")
                            .await("error")
                            .get("field")
                            .asText())
                    .isEqualTo("session");
        }
    }

    @Test
    void inputIsTypedInTheOrderInWhichItWasSent() throws Exception {
        coop.sh("one", "stty raw -echo; echo ready; exec cat");
        try (RawClient client = client("?subscribe=pty&offset=0")) {
            client.awaitOutput("ready\n");
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                client.say("{\"event\":\"input:send\",\"text\":\"<" + i + ">\"}");
                expected.append('<').append(i).append('>');
            }
            assertThat(client.awaitOutput("<299>")).isEqualTo(expected.toString());
        }
    }

    @Test
    void theSmallestOfAttachedClientsCounts() throws Exception {
        Session session = echo();
        try (RawClient laptop = client("?attach=true");
                RawClient plain = client("")) {
            laptop.say("{\"event\":\"resize\",\"cols\":200,\"rows\":50}").await("resized");
            try (RawClient phone = client("?attach=true")) {
                phone.say("{\"event\":\"resize\",\"cols\":40,\"rows\":60}").await("resized");
                assertThat(session.size().toString()).contains("40", "50");
                plain.say("{\"event\":\"resize\",\"cols\":90,\"rows\":30}").await("resized");
                assertThat(session.size().columns()).isEqualTo(90);
            }
            try (RawClient state = client("?subscribe=state")) {
                // The phone's leaving is an event too, unless it was before this.
                while (session.size().columns() != 200) {
                    state.next();
                }
            }
            assertThat(session.size().rows()).isEqualTo(50);
        }
    }

    @Test
    void openConnectionsAreCounted() throws Exception {
        try (RawClient client = client("")) {
            assertThat(client.say("{\"event\":\"ping\"}").await("pong")).isNotNull();
            assertThat(coop.api.clients().get()).isOne();
            client.frame(RawClient.CLOSE, true, new byte[] {3, (byte) 0xE8});
            assertThat(client.awaitClose().closeCode()).isEqualTo(1000);
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(coop.api.clients().get()).isZero();
    }

    @Test
    void theEndOfTheHostIsTold() throws Exception {
        Session session = coop.sh("one", "read x; exit 4");
        try (RawClient client = client("?subscribe=state")) {
            client.await("transition");
            client.say("{\"event\":\"input:send\",\"text\":\"\",\"enter\":true}");
            session.exit().get(20, TimeUnit.SECONDS);
            coop.webSockets.close();
            assertThat(client.await("exit").get("code").asInt()).isEqualTo(4);
            assertThat(client.awaitClose().closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void theEndOfTheHostIsToldAlsoWhereOthersHaveJustGone() throws Exception {
        coop.sh("one", "yes");
        List<RawClient> gone = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            RawClient client = client("?subscribe=pty");
            client.await("pty");
            gone.add(client);
        }
        try (RawClient client = client("?subscribe=state")) {
            client.await("transition");
            for (RawClient one : gone) {
                // What waits for it unread makes its kernel cut the connection off.
                one.close();
            }
            coop.webSockets.close();
            assertThat(client.awaitClose().closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void whoSubscribesBeforeTheFirstSessionIsToldToComeAgain() throws Exception {
        try (RawClient client = RawClient.connect(coop.port())) {
            client.send(RawClient.request("?subscribe=pty"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
            assertThat(client.body()).contains("\"NOT_READY\"", "ask again");
        }
        try (RawClient client = client("")) {
            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"]}")
                            .await("error")
                            .get("code")
                            .asText())
                    .isEqualTo("NOT_READY");
        }
    }

    @Test
    void aHostWithoutSessionsCanBeTalkedTo() throws Exception {
        coop.host.remove(coop.sh("one", "read x"));
        try (RawClient client = client("")) {
            assertThat(client.say("{\"event\":\"sessions:list\"}")
                            .await("sessions")
                            .get("sessions")
                            .size())
                    .isZero();
            assertThat(client.say("{\"event\":\"subscribe\",\"channels\":[\"pty\"]}")
                            .await("error")
                            .get("code")
                            .asText())
                    .isEqualTo("NOT_FOUND");
        }
    }
}
