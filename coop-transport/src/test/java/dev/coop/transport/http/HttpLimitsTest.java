package dev.coop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.Setting;
import dev.coop.core.config.Settings;
import dev.coop.core.session.Session;
import dev.coop.transport.Desk;
import dev.coop.transport.Sweep;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Admission;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Peer;
import dev.coop.transport.admission.Tokens;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits are what the settings say. */
@Timeout(60)
class HttpLimitsTest {
    @TempDir
    private Path directory;

    private TestHost open(Map<Setting<?>, String> given) throws Exception {
        return new TestHost(directory, Tokens.none(), TestHost.limits(given), Sweep.INTERVAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {800, 2000})
    void theRequestLineAndTheHeadersAreAsLongAsIsAllowed(int chars) throws Exception {
        try (TestHost coop = open(Map.of(Settings.LIMIT_HEADERS, "1500"))) {
            int port = coop.port();
            String status = chars < 1500 ? "HTTP/1.1 200" : "HTTP/1.1 413";
            String much = "x".repeat(chars);
            assertThat(RawHttp.send(port, "GET /api/v1/livez HTTP/1.1\r\nHost: localhost\r\nX: " + much + "\r\n\r\n"))
                    .startsWith(status);
            assertThat(RawHttp.send(port, "GET /api/v1/livez?" + much + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith(status);
        }
    }

    @Test
    void aBodyIsAsLongAsIsAllowedAndAnUploadMayBeLonger() throws Exception {
        try (TestHost coop = open(Map.of(Settings.LIMIT_BODY, "2048", Settings.LIMIT_UPLOAD, "4000"))) {
            int port = coop.port();
            Session session = coop.sh("one", "exec cat");
            assertThat(post(port, "input", text(1000))).startsWith("HTTP/1.1 200");
            assertThat(post(port, "input", text(3000)))
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE", "2048");
            assertThat(RawHttp.send(
                            port, head("Transfer-Encoding: chunked") + "c00\r\n" + text(3061) + "\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE");
            assertThat(RawHttp.send(port, head("Expect: 100-continue\r\nContent-Length: 3000")))
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE");
            assertThat(session.bytesWritten()).isEqualTo(1000);

            assertThat(post(port, "upload", file(4000))).startsWith("HTTP/1.1 200");
            assertThat(post(port, "sessions/one/upload", file(4000))).startsWith("HTTP/1.1 200");
            assertThat(post(port, "upload", file(4001)))
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE", "4000", "\"field\":\"data\"");
        }
    }

    @Test
    void moreConnectionsThanAreAllowedAreClosed() throws Exception {
        try (TestHost coop = open(Map.of(Settings.LIMIT_CONNECTIONS, "2"))) {
            int port = coop.port();
            try (Socket first = RawHttp.connect(port);
                    Socket second = RawHttp.connect(port)) {
                for (Socket kept : new Socket[] {first, second}) {
                    kept.getOutputStream().write(get("livez"));
                    assertThat(kept.getInputStream().read()).isEqualTo('H');
                }
                try (Socket third = RawHttp.connect(port)) {
                    assertThat(third.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void aRequestThatIsNotFinishedInTimeIsCutOff() throws Exception {
        try (TestHost coop = open(Map.of(Settings.LIMIT_REQUEST_TIME, "200"))) {
            int port = coop.port();
            try (Socket socket = RawHttp.connect(port)) {
                socket.getOutputStream().write("POST /api/v1/input HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosedInTime() throws Exception {
        try (TestHost coop = open(Map.of(Settings.LIMIT_IDLE, "200"))) {
            int port = coop.port();
            try (Socket silent = RawHttp.connect(port);
                    Socket served = RawHttp.connect(port)) {
                served.getOutputStream().write(get("livez"));
                assertThat(new String(served.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void whoSendsManyRequestsAndReadsNoAnswerGetsFewAndIsClosedInTime() throws Exception {
        int asked = 200;
        try (TestHost coop = open(Map.of(Settings.LIMIT_STALL, "300"))) {
            int port = coop.port();
            Session session = coop.sh("one", "yes | head -c 1200000");
            session.exit().get(30, TimeUnit.SECONDS);
            try (Socket socket = RawHttp.connect(port)) {
                for (int i = 0; i < asked; i++) {
                    socket.getOutputStream().write(get("output"));
                }
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                while (coop.connections() > 0) {
                    Thread.onSpinWait();
                }
            }
            String metrics = RawHttp.send(port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(metrics).contains("coop_slow_clients_closed_total 1\n");
            long served = metrics.lines()
                    .filter(line -> line.startsWith("coop_requests_total{operation=\"output\""))
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            // The kernel keeps some MiB for him; an answer is larger than one.
            assertThat(served).isPositive().isLessThan(20);
        }
    }

    @Test
    void noMoreRequestsAreReadThanMayWait() throws Exception {
        try (TestHost coop = open(Map.of());
                Admission admission = Admission.open(Tokens.none(), List::of, false)) {
            CompletableFuture<Entry> notKnownYet = new CompletableFuture<>();
            HttpApi api = new HttpApi(
                    new Desk(coop.api),
                    admission.arrived(new Peer.UnixSocket(0, 1), () -> true),
                    Routes.all(),
                    TestHost.limits(Map.of(Settings.LIMIT_REQUESTS, "2")),
                    new NoSurroundings());
            EmbeddedChannel channel = new EmbeddedChannel(api);
            for (int i = 0; i < 3; i++) {
                assertThat(channel.config().isAutoRead()).isTrue();
                api.sentBy(notKnownYet);
                channel.writeInbound(request());
            }
            assertThat(channel.config().isAutoRead()).isFalse();

            notKnownYet.complete(new Denied(Denied.Why.NO_TOKEN, "a hint"));
            channel.runPendingTasks();

            assertThat(channel.outboundMessages()).hasSize(3);
            assertThat(channel.config().isAutoRead()).isTrue();
            channel.finishAndReleaseAll();
        }
    }

    private static FullHttpRequest request() {
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/v1/screen", Unpooled.EMPTY_BUFFER);
    }

    private static byte[] get(String path) {
        return ("GET /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String post(int port, String path, String body) throws Exception {
        return RawHttp.send(
                port,
                "POST /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    }

    private static String head(String header) {
        return "POST /api/v1/input HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
    }

    /** So many characters of text, in a body of so many or some more. */
    private static String text(int chars) {
        return "{\"text\":\"" + "x".repeat(chars) + "\"}";
    }

    private static String file(int bytes) {
        return "{\"filename\":\"f\",\"data\":\"" + Base64.getEncoder().encodeToString(new byte[bytes]) + "\"}";
    }

    /** Nothing but operations. */
    private static final class NoSurroundings implements HttpApi.Surroundings {
        @Override
        public void complete() {}

        @Override
        public void answered() {}

        @Override
        public void upgrade(ChannelHandlerContext context, FullHttpRequest request, Entry entry) {
            throw new AssertionError("there is no WebSocket here");
        }

        @Override
        public Optional<CompletableFuture<Reply>> page(String path) {
            return Optional.empty();
        }
    }
}
