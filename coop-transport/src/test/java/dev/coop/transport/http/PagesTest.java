package dev.coop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coop.core.config.Secret;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser gets it. What it does there is tried in a browser: .ci/page. */
@Timeout(60)
class PagesTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(page/[^\"]*)\"");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestHost coop;

    @BeforeEach
    void open() throws Exception {
        coop = new TestHost(
                directory,
                Tokens.of(
                        Optional.of(Secret.of("hush")),
                        new TokenStore(directory.resolve("tokens"), InstantSource.system())));
    }

    @AfterEach
    void close() {
        client.close();
        coop.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + coop.port() + path));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** S11 */
    @Test
    void thePageOpensWithoutATokenAndMayRunNothingButItsOwn() throws Exception {
        HttpResponse<String> page = get("/?session=work");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-type")).startsWith("text/html");
        assertThat(header(page, "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.body()).contains("coop").doesNotContain("<style", "onclick=", "https://");
    }

    @Test
    void everyFileThatThePageNamesIsThere() throws Exception {
        List<String> files = LINK.matcher(get("/").body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).contains("page/coop.css");
        for (String file : files) {
            HttpResponse<String> answer = get("/" + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(header(answer, "content-security-policy")).startsWith("default-src 'none'");
        }
    }

    @Test
    void aFileThatHasNotChangedIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/page/coop.js");
        assertThat(header(first, "content-type")).startsWith("text/javascript");
        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        HttpResponse<String> again = get("/page/coop.js", "If-None-Match", header(first, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void nothingElseOfTheClassPathCanBeHad() throws Exception {
        for (String path : List.of("/page/", "/page/../Pages.class", "/page/index.html", "/page", "/coop.js")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void thePageIsToBeLookedAtAndNothingElse() throws Exception {
        HttpResponse<String> posted =
                client.send(to("/").POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(401);
    }

    @Test
    void theDescriptionOfTheInterfaceNeedsNoTokenEither() throws Exception {
        HttpResponse<String> answer = get("/api/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("application/json");
        assertThat(new ObjectMapper()
                        .readTree(answer.body())
                        .at("/info/version")
                        .asText())
                .isEqualTo("coop test");
    }

    @Test
    void thePortForHealthHasNoPage() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + coop.healthPort() + "/"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }
}
