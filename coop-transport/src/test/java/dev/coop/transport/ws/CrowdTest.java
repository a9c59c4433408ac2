package dev.coop.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coop.core.config.Settings;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many subscribers, and slow ones among them. */
@Timeout(120)
class CrowdTest {
    private static final int MANY = 200;

    private static final TransportLimits QUICK = TestHost.limits(Map.of(Settings.LIMIT_STALL, "3000"));

    @TempDir
    Path directory;

    private final List<RawClient> clients = new ArrayList<>();
    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(directory, Tokens.none(), QUICK, Duration.ofMillis(100));
    }

    @AfterEach
    void close() throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        coop.close();
    }

    private RawClient client(String query) throws Exception {
        RawClient client = RawClient.open(coop.port(), query);
        clients.add(client);
        return client;
    }

    private SessionFrames frames(Session session) {
        return coop.webSockets.frames(session).orElseThrow();
    }

    @Test
    void anEventIsEncodedOnceForAll() throws Exception {
        Session session = coop.sh("one", "sleep 600");
        for (int i = 0; i < MANY; i++) {
            client("?subscribe=state").await("transition");
        }
        for (int i = 1; i <= 20; i++) {
            session.resize(new WindowSize(100 + i, 30));
        }
        for (RawClient client : clients) {
            for (int i = 1; i <= 20; i++) {
                assertThat(client.await("resized").get("cols").asInt()).isEqualTo(100 + i);
            }
        }
        assertThat(frames(session).events.encoded()).isEqualTo(20);
    }

    /** A8: every client cost as much as the first. */
    @Test
    void aScreenIsEncodedOnceForAll() throws Exception {
        Session session = coop.sh("one", "stty -echo; while read x; do echo $x; done");
        for (int i = 0; i < MANY; i++) {
            client("?subscribe=screen").say("{\"event\":\"ping\"}").await("pong");
        }
        session.write("all\n".getBytes(StandardCharsets.UTF_8));
        for (RawClient client : clients) {
            JsonNode screen = client.await("screen");
            while (!screen.get("lines").toString().contains("all")) {
                screen = client.await("screen");
            }
        }
        assertThat(frames(session).screens.encoded()).isLessThan(MANY / 10);
    }

    @Test
    void outputIsEncodedOnceForAllWhoKeepUp() throws Exception {
        Session session = coop.sh("one", "stty -echo; echo ready; while read x; do echo $x; done");
        for (int i = 0; i < MANY; i++) {
            client("?subscribe=pty&offset=0").awaitOutput("ready\r\n");
        }
        long before = frames(session).output.encoded();
        session.write("all\n".getBytes(StandardCharsets.UTF_8));
        for (RawClient client : clients) {
            assertThat(client.awaitOutput("all\r\n")).isEqualTo("all\r\n");
        }
        assertThat(frames(session).output.encoded() - before).isLessThan(MANY / 10);
    }

    @Test
    void nothingIsKeptOfASessionThatNobodySubscribesTo() throws Exception {
        Session session = coop.sh("one", "sleep 600");
        RawClient client = client("?subscribe=pty,state,screen");
        client.await("transition");
        assertThat(coop.webSockets.frames(session)).isPresent();
        client.say("{\"event\":\"unsubscribe\",\"channels\":[\"pty\",\"state\",\"screen\"]}")
                .await("unsubscribed");
        assertThat(coop.webSockets.frames(session)).isEmpty();
    }

    @Test
    void whoNeverReadsIsClosedAndHoldsNobodyUp() throws Exception {
        Session session = coop.sh("one", "stty -echo; yes 0123456789abcdef0123456789abcdef");
        List<RawClient> asleep = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asleep.add(RawClient.narrow(coop.port(), i % 2 == 0 ? "?subscribe=pty" : "?subscribe=pty&binary=true"));
        }
        clients.addAll(asleep);
        RawClient awake = client("?subscribe=pty&binary=true");
        long read = 0;
        // Twenty seconds of the flood are far more than anybody could keep for a client.
        while (coop.api.clients().get() > 1 || read < 50_000_000) {
            read += awake.next().payload().length;
        }
        assertThat(session.pid()).isPresent();
        for (RawClient client : asleep) {
            // What the kernel held for it comes first.
            assertThat(client.awaitClose().closeCode()).isEqualTo(1013);
        }
    }

    /** Long after the connection was cut: the reason waits for him in the kernel, behind what he did not read. */
    @Test
    void whoNeverReadsAndThenDoesIsToldWhy() throws Exception {
        coop.sh("one", "stty -echo; yes 0123456789abcdef0123456789abcdef");
        RawClient late = RawClient.narrow(coop.port(), "?subscribe=pty");
        clients.add(late);
        late.await(frame -> frame.event().equals("pty"));
        RawClient other = client("");
        while (coop.connections() > 1) {
            other.say("{\"event\":\"ping\"}").await("pong");
        }
        RawClient.Frame close = late.awaitClose();
        assertThat(close.closeCode()).isEqualTo(1013);
        assertThat(close.closeReason()).startsWith("OVERLOADED: ");
        assertThat(late.isEnded()).isTrue();
    }
}
