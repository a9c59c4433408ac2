package dev.coop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coop.core.session.Session;
import dev.coop.core.session.Waits;
import dev.coop.transport.TestHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(directory);
    }

    @AfterEach
    void close() {
        client.close();
        coop.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + coop.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to("/api/v1/" + path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                to("/api/v1/" + path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    /** Sends the bytes as they are and reads to the end. */
    private String raw(String bytes) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), coop.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Session ended(String script) throws Exception {
        Session session = coop.sh("one", script);
        session.exit().get(20, TimeUnit.SECONDS);
        return session;
    }

    @Test
    void anAnswerSaysWhatItsClientCallsTheRequest() throws Exception {
        String id = "build-7/" + "x".repeat(56);
        assertThat(requestId(id, "livez", 200)).contains(id);
        assertThat(requestId("7", "nowhere", 404)).contains("7");
        assertThat(requestId("7", "/page/coop.js", 200)).contains("7");
        // What does not fit is not cut: it would be another's.
        assertThat(requestId(id + "x", "livez", 200)).isEmpty();
        assertThat(requestId("two words", "livez", 200)).isEmpty();
        assertThat(get("livez").headers().firstValue("X-Request-Id")).isEmpty();
    }

    private Optional<String> requestId(String id, String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                to(path.startsWith("/") ? path : "/api/v1/" + path)
                        .header("X-Request-Id", id)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.headers().firstValue("X-Request-Id");
    }

    @Test
    void beforeTheFirstSessionTheHostIsNotReady() throws Exception {
        try (TestHost starting = new TestHost(directory.resolve("starting"))) {
            String answer = RawHttp.send(
                    starting.port(), "GET /api/v1/screen HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"NOT_READY\"", "\"hint\":\"ask again in a moment\"");
            assertThat(RawHttp.send(
                            starting.port(),
                            "GET /api/v1/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"ready\":false");
        }
    }

    @Test
    void healthIsThereBeforeAnySession() throws Exception {
        HttpResponse<String> health = get("health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(json(health).get("status").asText()).isEqualTo("running");
        assertThat(json(health).get("pid").isNull()).isTrue();
        assertThat(get("ready").statusCode()).isEqualTo(503);
        assertThat(get("livez").body()).contains("\"alive\"");
    }

    @Test
    void theScreenIsServedAsJsonAndAsText() throws Exception {
        ended("printf '\\033[31mred\\033[0m'; sleep 0.1");
        JsonNode screen = json(get("screen?cursor=true"));
        assertThat(screen.get("lines").get(0).asText()).isEqualTo("red");
        assertThat(screen.get("ansi").get(0).asText()).isEqualTo("\033[0;31mred\033[0m");
        assertThat(screen.get("cursor").get("col").asInt()).isEqualTo(3);
        assertThat(screen.get("rows").asInt()).isEqualTo(24);
        assertThat(get("screen").body()).contains("\"cursor\":null");
        assertThat(get("screen/text").body()).startsWith("red\n");
        assertThat(get("screen/text").headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void whatHappensIsCounted() throws Exception {
        coop.sh("one", "read line");
        post("input", "{\"text\":\"x\"}");
        post("input", "{}");
        post("no/such/route", "{}");
        raw("GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        HttpResponse<String> metrics = client.send(to("/metrics").build(), BodyHandlers.ofString());
        assertThat(metrics.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("coop_sessions 1\n")
                .contains("coop_session_input_bytes_total{session=\"one\"} 1\n")
                .contains("coop_requests_total{operation=\"input\",code=\"OK\"} 1\n")
                .contains("coop_errors_total{transport=\"http\",code=\"BAD_REQUEST\"} 1\n")
                .contains("coop_errors_total{transport=\"http\",code=\"NOT_FOUND\"} 1\n")
                .contains("coop_errors_total{transport=\"http\",code=\"FORBIDDEN\"} 1\n")
                .containsPattern("coop_connections [1-9]");
    }

    @Test
    void aPageThatIsAllowedMayReadWhatWeAnswerAndOthersGetNothing() throws Exception {
        String friend = "Origin: https://friend.example\r\n";
        String get = "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertThat(raw(get + friend + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("access-control-allow-origin: https://friend.example")
                .contains("access-control-expose-headers: X-Request-Id")
                .containsIgnoringCase("vary: origin");
        assertThat(raw("OPTIONS /api/v1/input HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + friend
                        + "Access-Control-Request-Method: POST\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .contains("access-control-allow-headers: authorization, content-type, x-request-id");
        assertThat(raw(get + "Origin: https://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("access-control");
        assertThat(raw(get + "\r\n")).startsWith("HTTP/1.1 200").doesNotContain("access-control");
    }

    @Test
    void halfACharacterIsRefused() throws Exception {
        Session session = coop.sh("one", "read line");
        HttpResponse<String> refused = post("input", "{\"text\":\"\\ud800\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("error").get("field").asText()).isEqualTo("text");
        assertThat(session.bytesWritten()).isZero();
    }

    @Test
    void whoHangsUpWaitsNoLonger() throws Exception {
        coop.sh("one", "read line");
        String body = "{\"until\":\"text\",\"text\":\"never\",\"timeout_ms\":600000}";
        String look = body.replace("600000", "0");
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < Waits.MAX_WAITS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), coop.port());
            socket.getOutputStream()
                    .write(("POST /api/v1/wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            waiting.add(socket);
        }
        while (post("wait", look).statusCode() != 429) {
            Thread.onSpinWait();
        }
        for (Socket socket : waiting) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        while (post("wait", look).statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aScreenThatIsKnownIsNotSentAgain() throws Exception {
        ended("echo hi");
        HttpResponse<String> first = get("screen");
        String etag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> second =
                client.send(to("/api/v1/screen").header("If-None-Match", etag).build(), BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void whatIsTypedReachesTheProgram() throws Exception {
        Session session = coop.sh("one", "read line; echo got $line");
        assertThat(post("input", "{\"text\":\"hello\",\"enter\":true}").body()).isEqualTo("{\"bytes_written\":6}");
        session.exit().get(20, TimeUnit.SECONDS);
        assertThat(get("screen/text").body()).contains("got hello");
        HttpResponse<String> late = post("input", "{\"text\":\"x\"}");
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(json(late).at("/error/code").asText()).isEqualTo("EXITED");
    }

    @Test
    void outputIsServedByOffset() throws Exception {
        ended("printf 'one two'");
        JsonNode output = json(get("output?offset=4&limit=2"));
        assertThat(output.toString())
                .isEqualTo("{\"data\":\"dHc=\",\"offset\":4,\"next_offset\":6,\"total_written\":7}");
        assertThat(json(get("output?offset=99")).get("data").asText()).isEmpty();
    }

    @Test
    void everyFailureHasTheEnvelopeAndChangesNothing() throws Exception {
        coop.sh("one", "cat");
        assertError(get("nothing"), 404, "NOT_FOUND", "");
        assertError(get("input"), 405, "METHOD_NOT_ALLOWED", "");
        assertError(post("input", "{"), 400, "BAD_REQUEST", "");
        assertError(post("input", "{}"), 400, "BAD_REQUEST", "text");
        assertError(post("resize", "{\"cols\":0,\"rows\":3}"), 400, "BAD_REQUEST", "cols");
        assertError(post("signal", "{\"signal\":\"nope\"}"), 400, "BAD_REQUEST", "signal");
        assertError(get("screen?cursor=maybe"), 400, "BAD_REQUEST", "cursor");
        assertError(get("output?offset=-1"), 400, "BAD_REQUEST", "offset");
        assertError(get("sessions/other/screen"), 404, "NOT_FOUND", "session");
        assertError(post("agent/nudge", "{\"message\":\"hi\"}"), 503, "NOT_READY", "");
        assertError(get("session/profiles"), 404, "NO_DRIVER", "");
    }

    private static void assertError(HttpResponse<String> response, int status, String code, String field)
            throws Exception {
        JsonNode error = json(response).get("error");
        assertThat(error.get("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.get("message").asText()).isNotEmpty();
        if (!field.isEmpty()) {
            assertThat(error.get("field").asText()).isEqualTo(field);
        }
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("at dev.coop");
    }

    @Test
    void sessionsAreCreatedAddressedAndEndedAtRunTime() throws Exception {
        HttpResponse<String> created = post("sessions", "{\"name\":\"build\",\"command\":[\"cat\"],\"cols\":33}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(get("sessions/build/screen")).get("cols").asInt()).isEqualTo(33);
        assertError(post("sessions", "{\"name\":\"build\",\"command\":[\"cat\"]}"), 409, "CONFLICT", "name");
        assertError(post("sessions", "{\"name\":\"../x\",\"command\":[\"cat\"]}"), 400, "BAD_REQUEST", "name");
        assertError(post("sessions", "{\"command\":[\"no-such-program\"]}"), 400, "BAD_REQUEST", "command");
        assertThat(json(get("sessions")).get("sessions")).hasSize(1);
        HttpResponse<String> ending =
                client.send(to("/api/v1/sessions/build").DELETE().build(), BodyHandlers.ofString());
        assertThat(ending.statusCode()).isEqualTo(202);
        assertError(get("sessions/build/screen"), 404, "NOT_FOUND", "session");
    }

    @Test
    void searchFindsTextAndGivesUpInTime() throws Exception {
        ended("seq 1 300");
        assertThat(json(get("screen/search?regex=%5E29%5Cd$")).get("matches")).hasSize(10);
        assertThat(json(get("screen/scrollback?from=10&limit=2"))
                        .get("lines")
                        .get(0)
                        .asText())
                .isEqualTo("11");
        assertError(get("screen/search?regex=("), 400, "BAD_REQUEST", "regex");
        assertError(get("screen/search"), 400, "BAD_REQUEST", "text");
    }

    @Test
    void aForeignPageIsRefusedAndSoIsAForeignName() throws Exception {
        coop.sh("one", "cat");
        HttpResponse<String> page = client.send(
                to("/api/v1/input")
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.ofString("{\"text\":\"x\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertError(page, 403, "FORBIDDEN", "");
        assertThat(page.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(raw("GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void malformedAndTooLargeRequestsAreAnsweredInCode() throws Exception {
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").contains("BAD_REQUEST");
        assertThat(raw("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("TOO_LARGE");
        assertThat(raw("POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("TOO_LARGE");
        assertThat(raw("GET /api/v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        coop.sh("one", "cat");
        String one = "GET /api/v1/livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String two = "GET /api/v1/screen/text HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET /api/v1/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answers = raw((one + two).repeat(40) + last);
        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(82);
        assertThat(answers.lastIndexOf("\"ready\"")).isGreaterThan(answers.lastIndexOf("\"alive\""));
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        String answer = raw("HEAD /api/v1/livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-length: ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aLargeAnswerIsCompressedForWhoAsksForIt() throws Exception {
        ended("seq 1 3000");
        HttpResponse<byte[]> response = client.send(
                to("/api/v1/screen/scrollback")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.body()).startsWith(0x1f, 0x8b);
    }

    @Test
    void thePortForHealthServesNothingElse() throws Exception {
        URI health = URI.create("http://127.0.0.1:" + coop.healthPort() + "/api/v1/");
        assertThat(client.send(HttpRequest.newBuilder(health.resolve("health")).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.send(HttpRequest.newBuilder(health.resolve("screen")).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shutdownIsPassedOn() throws Exception {
        assertThat(post("shutdown", "").body()).isEqualTo("{\"accepted\":true}");
        assertThat(coop.shutdown.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
