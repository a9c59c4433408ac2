package dev.coop.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.ByteJournal;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import dev.coop.transport.admission.OtherUser;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, on a real host's own listeners, with a real second user and a real agent: a shell. */
@Timeout(60)
class AdmissionOverTheWireTest {
    private static final String TYPED_BY_A_STRANGER = "stranger";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<TestHost> open = Optional.empty();

    @AfterEach
    void close() {
        client.close();
        open.ifPresent(TestHost::close);
    }

    /** S2 */
    @Test
    void anotherUserIsToldTheHostsHealthAndNothingElse() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "cat");

        try (OtherUser other = OtherUser.run(request(coop, "GET", "screen", "")
                + request(coop, "POST", "input", "{\"text\":\"x\"}")
                + request(coop, "POST", "shutdown", "")
                + request(coop, "GET", "health", ""))) {
            assertThat(other.line()).startsWith("HTTP/1.1 401");
            assertThat(other.line()).startsWith("HTTP/1.1 401");
            assertThat(other.line()).startsWith("HTTP/1.1 401");
            assertThat(other.line()).startsWith("HTTP/1.1 200");
        }
        assertThat(coop.shutdown.getCount()).isEqualTo(1);
        assertThat(status(coop, "GET", "screen", "")).isEqualTo(200);
    }

    /** Who does not wait for an answer looks like user 0 by the time one looks: as root that is ourselves. */
    @Test
    void anotherUserThatSendsAndGoesDoesNotType() throws Exception {
        TestHost coop = open(Tokens.none());
        Session session = coop.sh("one", "stty -echo; cat");
        String body = "{\"text\":\"" + TYPED_BY_A_STRANGER + "\",\"enter\":true}";

        try (OtherUser other = OtherUser.run("for i in {1..50}; do exec 3<>/dev/tcp/127.0.0.1/" + coop.port()
                + "; printf '" + http("POST", "input", body) + "' >&3; exec 3>&-; done; echo done")) {
            assertThat(other.line()).isEqualTo("done");
        }
        assertThat(status(coop, "POST", "input", "{\"text\":\"user\",\"enter\":true}"))
                .isEqualTo(200);
        awaitOutput(session, "user");
        TimeUnit.SECONDS.sleep(1);

        assertThat(status(coop, "POST", "input", "{\"text\":\"later\",\"enter\":true}"))
                .isEqualTo(200);
        awaitOutput(session, "later");
        assertThat(output(session)).doesNotContain(TYPED_BY_A_STRANGER);
    }

    @Test
    void anotherUserIsNotLetInByASocketThatSomebodyOpenedToHim() throws Exception {
        TestHost coop = open(Tokens.none());
        coop.sh("one", "cat");
        Path socket = directory.resolve("coop/host.sock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        String curl =
                "curl -s -o /dev/null -w '%{http_code}\\n' --unix-socket " + socket + " http://localhost/api/v1/screen";

        for (Path each : new Path[] {directory, directory.resolve("coop"), socket}) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        try (OtherUser other = OtherUser.run(curl);
                OtherUser same = OtherUser.runAsOurselves(curl)) {
            assertThat(other.line()).isEqualTo("401");
            assertThat(same.line()).isEqualTo("200");
        }
    }

    /** S5: the agent's own Bash. */
    @Test
    void aSessionsProgramMayLookAndMayNeitherTypeNorAnswer() throws Exception {
        TestHost coop = open(Tokens.none());
        String script = request(coop, "GET", "screen", "")
                + request(coop, "POST", "input", "{\"text\":\"yes\"}")
                + request(coop, "POST", "signal", "{\"signal\":\"INT\"}")
                + request(coop, "POST", "agent/respond", "{\"accept\":true}")
                + "echo done; sleep 60";

        Session session = coop.sh("one", "exec bash -c '" + script.replace("'", "'\\''") + "'");
        awaitOutput(session, "done");

        assertThat(output(session).lines().filter(line -> line.startsWith("HTTP/1.1")))
                .containsExactly(
                        "HTTP/1.1 200 OK",
                        "HTTP/1.1 403 Forbidden",
                        "HTTP/1.1 403 Forbidden",
                        "HTTP/1.1 403 Forbidden");
        assertThat(status(coop, "POST", "input", "{\"text\":\"yes\"}")).isEqualTo(200);
    }

    /** S4: which hooks there are says the table. */
    @ParameterizedTest
    @ValueSource(strings = {"stop/resolve", "hooks/stop", "hooks/start"})
    void hooksAreForWhoKnowsTheSecretOfTheirSessionOrHasATokenThatMayDrive(String hook) throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens"), InstantSource.system());
        String observer = token(store, "o", Role.OBSERVE);
        String driver = token(store, "d", Role.DRIVE);
        TestHost coop = open(Tokens.of(Optional.empty(), store));
        Session one = coop.sh("one", "cat");
        Session two = coop.sh("two", "cat");

        assertThat(hook(coop, hook)).startsWith("403 ").contains("FORBIDDEN", "COOP_HOOK_SECRET");
        assertThat(hook(coop, hook, "Coop-Hook-Secret", secret(two))).startsWith("403 ");
        assertThat(hook(coop, hook, "Authorization", "Bearer " + observer)).startsWith("403 ");
        // Let in, and not served yet.
        assertThat(hook(coop, hook, "Coop-Hook-Secret", secret(one))).contains("NO_DRIVER");
        assertThat(hook(coop, "sessions/two/" + hook, "Coop-Hook-Secret", secret(two)))
                .contains("NO_DRIVER");
        assertThat(hook(coop, hook, "Authorization", "Bearer " + driver)).contains("NO_DRIVER");
    }

    private static String token(TokenStore store, String name, Role role) throws Exception {
        return store.create(Optional.of(name), role, Optional.empty()).token().reveal();
    }

    private static String secret(Session session) {
        return session.mark().hookSecret().reveal();
    }

    private String hook(TestHost coop, String path, String... header) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + coop.port() + "/api/v1/" + path))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (header.length > 0) {
            request.headers(header);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** S12 */
    @Test
    void tokensOpenWhatTheirRoleCovers() throws Exception {
        TokenStore store = new TokenStore(directory.resolve("tokens"), InstantSource.system());
        String observer = token(store, "ci", Role.OBSERVE);
        TestHost coop = open(Tokens.of(Optional.of(Secret.of("hush")), store));
        coop.sh("one", "cat");

        assertThat(status(coop, "GET", "screen", "")).isEqualTo(401);
        assertThat(status(coop, "GET", "health", "")).isEqualTo(200);
        assertThat(status(coop, "GET", "screen", "", "hus")).isEqualTo(401);
        assertThat(status(coop, "GET", "screen", "", "hush")).isEqualTo(200);
        assertThat(status(coop, "GET", "screen", "", observer)).isEqualTo(200);
        assertThat(status(coop, "POST", "input", "{\"text\":\"x\"}", observer)).isEqualTo(403);
        assertThat(status(coop, "POST", "input", "{\"text\":\"x\"}", "hush")).isEqualTo(200);
    }

    private TestHost open(Tokens tokens) throws ListenException {
        TestHost coop = new TestHost(directory, tokens);
        open = Optional.of(coop);
        return coop;
    }

    private int status(TestHost coop, String method, String path, String body) throws Exception {
        return status(coop, method, path, body, "");
    }

    private int status(TestHost coop, String method, String path, String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + coop.port() + "/api/v1/" + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** In bash: sends a request and prints the first line of the answer. */
    private static String request(TestHost coop, String method, String path, String body) {
        return "exec 3<>/dev/tcp/127.0.0.1/" + coop.port() + "; printf '" + http(method, path, body)
                + "' >&3; head -n 1 <&3; exec 3>&-; ";
    }

    /** For printf. */
    private static String http(String method, String path, String body) {
        return method + " /api/v1/" + path
                + " HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\nContent-Length: " + body.length()
                + "\\r\\n\\r\\n" + body;
    }

    private static void awaitOutput(Session session, String text) throws InterruptedException {
        while (!output(session).contains(text)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String output(Session session) {
        byte[] bytes = new byte[ByteJournal.DEFAULT_CAPACITY];
        try (ByteCursor cursor = session.output().cursor(0)) {
            return cursor.read(bytes, 0, bytes.length) instanceof Read.Data(int count)
                    ? new String(bytes, 0, count, UTF_8)
                    : "";
        }
    }
}
