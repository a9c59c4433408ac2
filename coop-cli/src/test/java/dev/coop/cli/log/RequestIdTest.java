package dev.coop.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.CoopCommand;
import dev.coop.cli.wire.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request has the name in the log that its client gave it, and each has one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestIdTest {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private Process host;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader log;

    private int port;

    @BeforeEach
    void startAHost() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        CoopCommand.of("--port", "0", "--name", "work", "--log-level", "debug", "--", "cat"))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        host = builder.start();
        log = host.errorReader();
        Matcher found = PORT.matcher("");
        while (!found.reset(log.readLine()).find()) {
            // Something else is said first.
        }
        port = Integer.parseInt(found.group(1));
    }

    @AfterEach
    void endIt() throws Exception {
        client.close();
        host.destroy();
        host.waitFor();
    }

    @Test
    void aLineAboutARequestNamesItAsItsClientDoesOrByANumber() throws Exception {
        assertThat(post("build-7")).isEqualTo("build-7");
        assertThat(post("")).matches("[0-9]+");
        // Two lines could be made of one, or one pair of fields of another.
        assertThat(post("7 session=other")).matches("[0-9]+");

        WebSocket webSocket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new WebSocket.Listener() {})
                .join();
        webSocket
                .sendText("{\"event\":\"input:send\",\"text\":\"x\",\"request_id\":\"from-ws\"}", true)
                .join();
        assertThat(nextAudited()).isEqualTo("from-ws");
        webSocket.abort();
    }

    private String post(String id) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/input"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}"));
        if (!id.isEmpty()) {
            request.header("X-Request-Id", id);
        }
        assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        return nextAudited();
    }

    /** The request in the next line that says who changed something; what it did is said of the same one before. */
    private String nextAudited() throws IOException {
        String before = "";
        while (true) {
            String text = log.readLine();
            if (!text.startsWith("{")) {
                continue;
            }
            Json line = Json.parse(text);
            String request = line.get("request").text().orElse("");
            if (line.get("logger").text().filter("dev.coop.audit"::equals).isPresent()) {
                assertThat(request).isEqualTo(before);
                assertThat(line.get("session").text()).contains("work");
                return request;
            }
            before = request;
        }
    }
}
