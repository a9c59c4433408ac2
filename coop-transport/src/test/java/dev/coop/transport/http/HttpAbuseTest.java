package dev.coop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.transport.TestHost;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are wrong, by accident or on purpose; each is answered in code or cut off, and the session is as before. */
@Timeout(60)
class HttpAbuseTest {
    @TempDir
    private static Path directory;

    private static TestHost coop;
    private static int words;

    @BeforeAll
    static void open() throws Exception {
        coop = new TestHost(directory);
        coop.sh("one", "stty -echo; exec cat");
    }

    @AfterAll
    static void close() {
        coop.close();
    }

    /** What was typed before would stand at the beginning of the line. */
    @AfterEach
    void theSessionIsUnharmed() throws Exception {
        String word = "well" + words++ + ".";
        assertThat(post("input", "{\"text\":\"" + word + "\",\"enter\":true}")).startsWith("HTTP/1.1 200");
        assertThat(post("wait", "{\"until\":\"text\",\"text\":\"" + word + "\",\"timeout_ms\":30000}"))
                .contains("\"met\":true");
        assertThat(get("screen/text")).contains("\n" + word);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no request at all|nonsense||400|BAD_REQUEST",
                "bytes of another protocol|\\x16\\x03\\x01\\x02\\x00\\x01||400|BAD_REQUEST",
                "a line that is too long|GET /api/v1/health?{long} HTTP/1.1||413|TOO_LARGE",
                "one header that is too long|GET /api/v1/health HTTP/1.1|X: {long}|413|TOO_LARGE",
                "many headers|GET /api/v1/health HTTP/1.1|{many}|413|TOO_LARGE",
                "a header without a name|GET /api/v1/health HTTP/1.1|: x|400|BAD_REQUEST",
                "a zero in a header|GET /api/v1/health HTTP/1.1|X: a\\x00b|400|BAD_REQUEST",
                "no length at all|POST /api/v1/input HTTP/1.1|Content-Length: x|400|BAD_REQUEST",
                "a negative length|POST /api/v1/input HTTP/1.1|Content-Length: -5|400|BAD_REQUEST",
                "two lengths|POST /api/v1/input HTTP/1.1|Content-Length: 5\\r\\nContent-Length: 6|400|BAD_REQUEST",
                "a body that is too long|POST /api/v1/input HTTP/1.1|Content-Length: 99999999|413|TOO_LARGE",
                "a method that there is not|BREW /api/v1/health HTTP/1.1||405|METHOD_NOT_ALLOWED",
                "a target that is no path|GET api/v1/health HTTP/1.1||403|FORBIDDEN",
                "half an escape|GET /api/v1/%f HTTP/1.1||400|BAD_REQUEST",
                "a way up|GET /api/v1/../../etc/passwd HTTP/1.1||404|NOT_FOUND",
                "a foreign page|GET /api/v1/screen HTTP/1.1|Origin: http://evil.example|403|FORBIDDEN",
                "a page without a name|GET /api/v1/screen HTTP/1.1|Origin: null|403|FORBIDDEN",
                "two hosts|GET /api/v1/screen HTTP/1.1|Host: evil.example|403|FORBIDDEN"
            })
    void aHeadThatIsWrongIsAnsweredInCode(String what, String line, String header, int status, String code)
            throws Exception {
        String answer = raw(filled(line) + "\r\nHost: localhost\r\nConnection: close\r\n"
                + (header == null ? "" : filled(header) + "\r\n") + "\r\n");
        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ").contains("\"code\":\"" + code + "\"");
        assertThat(answer).doesNotContain("Exception").doesNotContain("netty");
    }

    private static String filled(String text) {
        return text.replace("{long}", "a".repeat(20_000))
                .replace("{many}", "X: y\r\n".repeat(5_000) + "X: y")
                .replace("\\r\\n", "\r\n")
                .replace("\\x16\\x03\\x01\\x02\\x00\\x01", "\026\003\001\002\000\001")
                .replace("\\x00", "\000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON|{text:|input|400|BAD_REQUEST",
                "JSON that ends too soon|{\"text\":\"x|input|400|BAD_REQUEST",
                "JSON and more|{\"text\":\"x\"} {}|input|400|BAD_REQUEST",
                "no object|[1,2]|input|400|BAD_REQUEST",
                "a number for a text|{\"text\":7}|input|400|BAD_REQUEST",
                "a text for a number|{\"cols\":\"wide\",\"rows\":24}|resize|400|BAD_REQUEST",
                "a number that is too large|{\"cols\":99999999999999999999,\"rows\":24}|resize|400|BAD_REQUEST",
                "half a column|{\"cols\":80.5,\"rows\":24}|resize|400|BAD_REQUEST",
                "an object for a list|{\"keys\":{}}|input/keys|400|BAD_REQUEST",
                "nothing of what is needed|{}|input/keys|400|BAD_REQUEST",
                "bytes that are no base64|{\"data\":\"*\"}|input/raw|400|BAD_REQUEST"
            })
    void aBodyThatIsWrongIsRefusedAndNothingIsTyped(String what, String body, String path, int status, String code)
            throws Exception {
        String answer = post(path, body);
        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ").contains("\"code\":\"" + code + "\"");
        assertThat(answer).doesNotContain("Exception").doesNotContain("jackson");
    }

    /** What was found sound once on a connection is not taken for granted of the next request. */
    @Test
    void aForeignPageIsRefusedBehindRequestsOfOurOwnToo() throws Exception {
        String own = "GET /api/v1/livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String foreign : List.of(
                own.replace("\r\n\r\n", "\r\nOrigin: http://evil.example\r\n\r\n"),
                own.replace("\r\n\r\n", "\r\nSec-Fetch-Site: cross-site\r\n\r\n"),
                own.replace("localhost", "evil.example"),
                own.replace("/api", "http://evil.example/api"))) {
            String answers = raw(own + own + foreign + own);
            assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
            assertThat(answers).contains("HTTP/1.1 403 ");
        }
    }

    @Test
    void fieldsThatNobodyKnowsAreIgnored() throws Exception {
        assertThat(post("resize", "{\"cols\":80,\"rows\":24,\"depth\":{\"x\":[1]}}"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws Exception {
        for (String wrong : List.of("\377", "\300\257", "\355\240\200", "\364\220\200\200", "\342\202")) {
            assertThat(post("input", "{\"text\":\"" + wrong + "\"}"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("BAD_REQUEST");
        }
    }

    @Test
    void jsonThatIsTooDeepIsRefused() throws Exception {
        assertThat(post("input", "{\"text\":" + "[".repeat(100_000)))
                .startsWith("HTTP/1.1 400 ")
                .contains("BAD_REQUEST");
        assertThat(post("input", "{\"x\":" + "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_001)))
                .startsWith("HTTP/1.1 400 ")
                .contains("BAD_REQUEST");
    }

    @Test
    void aHundredThousandKeysAreTooManyAndNoneIsPressed() throws Exception {
        assertThat(post("input/keys", "{\"keys\":[" + "\"a\",".repeat(100_000) + "\"a\"]}"))
                .startsWith("HTTP/1.1 413 ")
                .contains("TOO_LARGE");
    }

    /** Decided by the bytes that come, since no length was told. */
    @Test
    void aBodyInChunksThatIsTooLongIsRefused() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        String head = "POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(raw(head + chunk.repeat(300))).startsWith("HTTP/1.1 413 ").contains("TOO_LARGE");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "GET /api/v1/hea",
        "'GET /api/v1/health HTTP/1.1\r\nHost: loc'",
        "'POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"text\":\"never typed'",
        "'POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"text\":'",
        "'POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n\r\n'"
    })
    void aRequestThatEndsTooSoonIsCutOffAndNotServed(String request) throws Exception {
        assertThat(raw(request)).doesNotContain("HTTP/1.1 200");
    }

    /** One of them would be read as two requests by somebody in between who believes the other length. */
    @Test
    void aLengthBesideChunksHidesNoSecondRequest() throws Exception {
        String hidden = "POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"text\":\"x\"}";
        String answers = raw("POST /api/v1/signal HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + (5 + hidden.length()) + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden);
        assertThat(answers).startsWith("HTTP/1.1 400 ");
        assertThat(answers).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void whoSendsHalfARequestHoldsNobodyUp() throws Exception {
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = connect();
                half.add(socket);
                socket.getOutputStream().write("GET /api/v1/health HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("health")).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void whoSendsAndResetsLeavesNothing() throws Exception {
        for (int i = 0; i < 500; i++) {
            try (Socket socket = connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write("GET /api/v1/screen HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .repeat(20)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
        while (coop.connections() > 0) {
            Thread.onSpinWait();
        }
        assertThat(coop.connections()).isZero();
    }

    private static String get(String path) throws IOException {
        return raw("GET /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static String post(String path, String body) throws IOException {
        return raw("POST /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static Socket connect() throws IOException {
        return RawHttp.connect(coop.port());
    }

    private static String raw(String bytes) throws IOException {
        return RawHttp.send(coop.port(), bytes);
    }
}
