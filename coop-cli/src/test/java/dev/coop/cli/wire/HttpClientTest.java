package dev.coop.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpClientTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Peer peer;

    @BeforeEach
    void listen() throws IOException {
        peer = Peer.on(directory.resolve("host.sock"));
    }

    @AfterEach
    void hangUp() throws IOException {
        peer.close();
    }

    @Test
    void aRequestSaysWhomItIsForAndThatItIsTheOnlyOne() throws Exception {
        var answer = ask(Request.get("/api/v1/health"));
        Peer.Talk talk = peer.accept();
        assertThat(talk.head()).containsExactly("GET /api/v1/health HTTP/1.1", "Host: localhost", "Connection: close");
        talk.answer(200, "{\"a\":1}");
        assertThat(get(answer).status()).isEqualTo(200);
        assertThat(Json.parse(get(answer).body()).get("a").number()).hasValue(1);
    }

    @Test
    void aBodyIsSentWithItsLengthInBytes() throws Exception {
        var answer = ask(Request.post("/api/v1/input", Json.object().with("text", "\u00fc")));
        Peer.Talk talk = peer.accept();
        assertThat(talk.head()).contains("Content-Type: application/json", "Content-Length: 13");
        assertThat(new String(talk.read(13), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"\u00fc\"}");
        talk.send("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(get(answer).isGood()).isTrue();
        assertThat(get(answer).body()).isEmpty();
    }

    @Test
    void anAnswerInChunksIsPutTogether() throws Exception {
        var answer = ask(Request.get("/"));
        peer.accept()
                .send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n")
                .send("5\r\nhello\r\n")
                .send("A;name=value\r\n, world, g\r\n0\r\nTrailer: x\r\n\r\n");
        assertThat(get(answer).body()).isEqualTo("hello, world, g");
    }

    @Test
    void anAnswerWithoutALengthEndsWithTheConnection() throws Exception {
        var answer = ask(Request.get("/"));
        Peer.Talk talk = peer.accept();
        talk.head();
        talk.send("HTTP/1.0 200 OK\r\n\r\nall of it").close();
        assertThat(get(answer).body()).isEqualTo("all of it");
    }

    @Test
    void aUrlsPathStandsBeforeEveryOther() throws Exception {
        Endpoint behind = new Endpoint(peer.endpoint().address(), "/box");
        var answer = CompletableFuture.supplyAsync(() -> send(behind, Request.get("/api"), PATIENCE));
        Peer.Talk talk = peer.accept();
        assertThat(talk.head()).contains("GET /box/api HTTP/1.1");
        talk.answer(200, "{}");
        get(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhat\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX\r\n0\r\n\r\n",
            })
    void whatIsNoHttpIsToldFromAHost(String said) throws Exception {
        assertThat(failureAfter(said)).contains("it is no coop host").contains("host.sock");
    }

    @Test
    void whyAHostDoesNotReadALongRequestIsRead() throws Exception {
        var answer = ask(Request.post("/api/v1/upload", Json.of("x".repeat(4 << 20))));
        Peer.Talk talk = peer.accept();
        talk.head();
        talk.answer(413, "{\"error\":{}}");
        assertThat(get(answer).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell",
            })
    void anAnswerThatBreaksOffIsNoAnswer(String said) throws Exception {
        assertThat(failureAfter(said)).contains("closed the connection before it had answered");
    }

    @Test
    void headersThatNeverEndAreGivenUp() throws Exception {
        String many = "X: " + "y".repeat(1000) + "\r\n";
        assertThat(failureAfter("HTTP/1.1 200 OK\r\n" + many.repeat(100))).contains("it is no coop host");
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() throws Exception {
        assertThat(failureAfter("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"))
                .contains("longer than 64 MiB");
    }

    @Test
    void aHostThatDoesNotAnswerIsNotWaitedForForever() {
        assertThatThrownBy(() -> new HttpClient(peer.endpoint()).send(Request.get("/"), Duration.ofMillis(50)))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("no answer from ");
    }

    @Test
    void nobodyAtTheAddressIsSaidSo() throws Exception {
        Path dead = directory.resolve("dead.sock");
        Peer.on(dead).close();
        assertThat(Files.exists(dead)).isTrue();
        for (Path path : List.of(dead, directory.resolve("never.sock"))) {
            assertThatThrownBy(() -> new HttpClient(Endpoint.of(path)).send(Request.get("/"), PATIENCE))
                    .isInstanceOf(NothingListensException.class)
                    .hasMessage("nothing listens on " + path);
        }
    }

    @Test
    void nobodyAtThePortIsSaidSo() throws Exception {
        Peer gone = Peer.onTcp();
        gone.close();
        assertThatThrownBy(() -> new HttpClient(gone.endpoint()).send(Request.get("/"), PATIENCE))
                .isInstanceOf(NothingListensException.class)
                .hasMessage("nothing listens on " + gone.endpoint());
    }

    @Test
    void aPortIsAskedByItsName() throws Exception {
        try (Peer port = Peer.onTcp()) {
            var answer = CompletableFuture.supplyAsync(() -> send(port.endpoint(), Request.get("/"), PATIENCE));
            Peer.Talk talk = port.accept();
            assertThat(talk.head())
                    .contains("Host: " + port.endpoint().address().host());
            talk.answer(503, "{}");
            assertThat(get(answer).isGood()).isFalse();
        }
    }

    @Test
    void aRequestsTextHidesItsHeaders() {
        assertThat(new Request("GET", "/", Map.of("Authorization", "Bearer hush"), "").toString())
                .doesNotContain("hush");
    }

    private String failureAfter(String said) throws Exception {
        var answer = ask(Request.get("/"));
        Peer.Talk talk = peer.accept();
        talk.head();
        talk.send(said).close();
        Throwable failure = catchThrowable(() -> get(answer));
        assertThat(failure).as("took it for an answer: %s", said).rootCause().isInstanceOf(WireException.class);
        return String.valueOf(Throwables.getRootCause(failure).getMessage());
    }

    private CompletableFuture<Response> ask(Request request) {
        return CompletableFuture.supplyAsync(() -> send(peer.endpoint(), request, PATIENCE));
    }

    private static Response send(Endpoint endpoint, Request request, Duration within) {
        try {
            return new HttpClient(endpoint).send(request, within);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Response get(CompletableFuture<Response> answer) throws Exception {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
