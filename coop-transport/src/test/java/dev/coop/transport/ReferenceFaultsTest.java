package dev.coop.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coop.core.api.Role;
import dev.coop.core.config.ServerSettings;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program of this kind did wrong on the wire, as far as no other test is about it. */
@Timeout(60)
class ReferenceFaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<TestHost> open = Optional.empty();

    @AfterEach
    void close() {
        client.close();
        open.ifPresent(TestHost::close);
    }

    private TestHost open(Tokens tokens) throws ListenException {
        TestHost coop = new TestHost(directory, tokens);
        open = Optional.of(coop);
        return coop;
    }

    private HttpResponse<String> send(TestHost coop, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + coop.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A1: ten mebibytes were promised, and two taken. */
    @Test
    void tenMebibytesAreUploadedAndOneByteMoreIsNot() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "cat");
        byte[] file = new byte[TransportLimits.DEFAULT.uploadBytes()];
        HttpResponse<String> taken = upload(coop, file);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        Path saved = Path.of(JSON.readTree(taken.body()).get("path").asText());
        assertThat(Files.size(saved)).isEqualTo(file.length);

        HttpResponse<String> refused = upload(coop, new byte[file.length + 1]);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("\"code\":\"TOO_LARGE\"");
    }

    private HttpResponse<String> upload(TestHost coop, byte[] file) throws Exception {
        String body =
                "{\"filename\":\"large\",\"data\":\"" + Base64.getEncoder().encodeToString(file) + "\"}";
        return send(coop, "POST", "/api/v1/upload", body);
    }

    /** A2: what failed before the handler was told in plain text. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /nothing 404 NOT_FOUND",
                "GET /api/v1/nothing 404 NOT_FOUND",
                "GET /api/v1/sessions/nobody/screen 404 NOT_FOUND",
                "POST /api/v1/health 405 METHOD_NOT_ALLOWED",
                "PATCH /api/v1/input 405 METHOD_NOT_ALLOWED",
                "GET /api/v1/output?offset=x 400 BAD_REQUEST",
                "POST /api/v1/input 400 BAD_REQUEST"
            })
    void everyFailureHasTheEnvelope(String method, String path, int status, String code) throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "cat");
        isRefused(send(coop, method, path, ""), status, code);
    }

    /** A2: the README's own example lacked the type, and got 415. */
    @Test
    void whatCurlSendsByDefaultIsTakenAndWhatIsNoJsonIsNot() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "cat");
        String body = "{\"text\":\"x\"}";
        String type = "Content-Type";
        for (String taken : List.of("application/x-www-form-urlencoded", "application/json; charset=utf-8")) {
            assertThat(send(coop, "POST", "/api/v1/input", body, type, taken).statusCode())
                    .isEqualTo(200);
        }
        assertThat(send(coop, "POST", "/api/v1/input", body).statusCode()).isEqualTo(200);
        isRefused(send(coop, "POST", "/api/v1/input", body, type, "text/xml"), 400, "BAD_REQUEST");
    }

    private static void isRefused(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode error = JSON.readTree(response.body()).get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotEmpty();
    }

    /** A6: gRPC took an address only, and where it could not listen only the log said so. */
    @Test
    void everyPortTakesANameAndOneThatIsTakenIsAnError() throws Exception {
        TestHost coop = open(Tokens.none());
        try (Transports named = Transports.open(
                settings("localhost", Optional.of(0), Optional.of(0)), Optional.empty(), coop.api, Tokens.none())) {
            assertThat(named.addresses()).hasSize(2);
        }
        assertThatThrownBy(() -> Transports.open(
                        settings("127.0.0.1", Optional.empty(), Optional.of(coop.port())),
                        Optional.empty(),
                        coop.api,
                        Tokens.none()))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("in use");
    }

    private static ServerSettings settings(String host, Optional<Integer> port, Optional<Integer> grpcPort) {
        return new ServerSettings(
                host,
                port,
                grpcPort,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                Duration.ofMillis(50),
                TransportLimits.DEFAULT);
    }

    /** S8: whoever may drive a session must not choose what is loaded into a program. */
    @Test
    void whoMayDriveMayNotChooseAProgramOrItsEnvironment() throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens"), InstantSource.system());
        String driver = store.create(Optional.of("ci"), Role.DRIVE, Optional.empty())
                .token()
                .reveal();
        TestHost coop = open(Tokens.of(Optional.empty(), store));
        String body = "{\"name\":\"other\",\"command\":[\"cat\"],\"env\":{\"LD_PRELOAD\":\"/tmp/x.so\"}}";
        isRefused(send(coop, "POST", "/api/v1/sessions", body, "Authorization", "Bearer " + driver), 403, "FORBIDDEN");
        assertThat(coop.host.sessions()).isEmpty();
    }

    /** S9: names and arguments became parts of commands. */
    @Test
    void argumentsReachAProgramAsTheyAreAndNoShell() throws Exception {
        TestHost coop = open(Tokens.none());
        String hostile = "$(touch " + directory.resolve("touched") + ");`id`;'|&";
        String body = "{\"name\":\"quoted\",\"command\":[\"printf\",\"%s\",\"" + hostile + "\"],\"cols\":400}";
        assertThat(send(coop, "POST", "/api/v1/sessions", body).statusCode()).isEqualTo(201);
        Session session = coop.host.session("quoted").orElseThrow();
        session.exit().get(30, TimeUnit.SECONDS);
        HttpResponse<String> text = send(coop, "GET", "/api/v1/screen/text", "");
        assertThat(text.body()).startsWith(hostile);
        assertThat(directory.resolve("touched")).doesNotExist();
        isRefused(send(coop, "POST", "/api/v1/sessions", body.replace("quoted", "a;id")), 400, "BAD_REQUEST");
    }

    /** P6: keys were the same bytes whatever the program had asked for, and some could not be pressed. */
    @Test
    void keysAreWhatTheProgramHasAskedForAndPastesGetTheirBrackets() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "stty raw -echo; printf '\\033[?1h\\033[?2004hready'; cat -v");
        await(coop, "ready");
        String keys = "{\"keys\":[\"up\",\"alt-x\",\"shift-tab\",\"ctrl-right\",\"ctrl-]\"]}";
        assertThat(send(coop, "POST", "/api/v1/input/keys", keys).statusCode()).isEqualTo(200);
        await(coop, "ready^[OA^[x^[[Z^[[1;5C^]");
        // A terminal that is attached is told, and brackets what its user pastes; so is a client that types for one.
        JsonNode dump = JSON.readTree(send(coop, "GET", "/api/v1/dump", "").body());
        assertThat(new String(dump.get("data").binaryValue(), UTF_8)).contains("\033[?2004h");
        String paste = Base64.getEncoder().encodeToString("\033[200~a\nb\033[201~".getBytes(UTF_8));
        assertThat(send(coop, "POST", "/api/v1/input/raw", "{\"data\":\"" + paste + "\"}")
                        .statusCode())
                .isEqualTo(200);
        await(coop, "b^[[201~");
    }

    /** A12, but for what an agent's state and the receipts of messages to it are needed for. */
    @Test
    void thereAreMetricsADescriptionALongPollAndAHistoryToBeSearched() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "read x; echo needle; seq 200; echo $x");
        assertThat(send(coop, "GET", "/metrics", "").body()).contains("coop_sessions 1");
        JsonNode description =
                JSON.readTree(send(coop, "GET", "/api/v1/openapi.json", "").body());
        assertThat(description.get("openapi").asText()).startsWith("3.1");
        assertThat(description.get("paths").has("/api/v1/wait")).isTrue();

        CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + coop.port() + "/api/v1/wait"))
                        .POST(BodyPublishers.ofString("{\"until\":\"text\",\"text\":\"typed\",\"timeout_ms\":30000}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(send(coop, "POST", "/api/v1/input", "{\"text\":\"typed\",\"enter\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(JSON.readTree(poll.get(30, TimeUnit.SECONDS).body())
                        .get("met")
                        .asBoolean())
                .isTrue();
        await(coop, "200");

        assertThat(send(coop, "GET", "/api/v1/screen/text", "").body()).doesNotContain("needle");
        assertThat(send(coop, "GET", "/api/v1/screen/scrollback", "").body()).contains("needle");
        assertThat(JSON.readTree(send(coop, "GET", "/api/v1/screen/search?text=needle", "")
                                .body())
                        .get("matches"))
                .hasSize(1);
    }

    private void await(TestHost coop, String text) throws Exception {
        String wait = JSON.writeValueAsString(Map.of("until", "text", "text", text, "timeout_ms", 30_000));
        assertThat(JSON.readTree(send(coop, "POST", "/api/v1/wait", wait).body())
                        .get("met")
                        .asBoolean())
                .as(text)
                .isTrue();
    }
}
