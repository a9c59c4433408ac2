package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.Settings;
import dev.coop.core.config.TransportLimits;
import dev.coop.core.session.Session;
import dev.coop.proto.v1.CoopGrpc.CoopStub;
import dev.coop.proto.v1.GetHealthRequest;
import dev.coop.proto.v1.StreamOutputRequest;
import dev.coop.transport.TestHost;
import dev.coop.transport.admission.Tokens;
import io.grpc.Status.Code;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do that do not keep to the rules, and those that have bad luck. */
class GrpcAbuseTest {
    private static final TransportLimits QUICK = TestHost.limits(Map.of(Settings.LIMIT_STALL, "500"));
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final long CALM = Http2Error.ENHANCE_YOUR_CALM.code();

    @TempDir
    private Path directory;

    private BridgeHost host;

    @BeforeEach
    void open() throws Exception {
        host = new BridgeHost(directory, Tokens.none(), QUICK);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void aReaderThatTakesNothingIsToldThatItWasTooSlow() throws Exception {
        host.sh("work", "yes");
        try (Client client = Client.tcp(host)) {
            var stream = Subscriber.to(client, StreamOutputRequest.getDefaultInstance(), CoopStub::streamOutput);
            Wait.until(host.grpc::streams, 1);
            Wait.until(host.grpc::streams, 0);
            assertThat(health(client)).isEqualTo("running");
            stream.takeAll();
            assertThat(stream.end().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(stream.end().getDescription()).contains("nothing of this stream was taken");
        }
    }

    @Test
    void aConnectionThatIsNotReadIsCutAndHoldsNobodyUp() throws Exception {
        Session session = host.sh("work", "yes");
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                RawClient client = new RawClient(host);
                clients.add(client);
                client.openWindow();
                client.stopReading();
                client.request(client.start("coop.v1.Coop/StreamOutput"));
            }
            Wait.until(host.grpc::streams, 10);
            long before = session.output().end();
            Wait.until(() -> session.output().end() > before + (8 << 20));
            Wait.until(host.server::connections, 0);
            Wait.until(host.grpc::streams, 0);
        } finally {
            clients.forEach(RawClient::close);
        }
        isUnharmed();
    }

    @Test
    void whoPingsWithoutEndIsSentAway() throws Exception {
        try (RawClient client = new RawClient(host)) {
            for (int i = 0; i < 1000; i++) {
                client.ping(i);
            }
            assertThat(client.sentAway().orElse(CALM)).isEqualTo(CALM);
            Wait.until(host.server::connections, 0);
        }
        isUnharmed();
    }

    @Test
    void whoStartsAndGivesUpCallsWithoutEndIsSentAway() throws Exception {
        try (RawClient client = new RawClient(host)) {
            for (int i = 0; i < 2000 && client.channel.isActive(); i++) {
                client.reset(client.start("coop.v1.Coop/GetHealth"));
            }
            assertThat(client.sentAway().orElse(CALM)).isEqualTo(CALM);
            Wait.until(host.server::connections, 0);
        }
        isUnharmed();
    }

    @Test
    void callsThatNeverSendTheirRequestDoNotHoldUpOtherConnections() throws Exception {
        host.sh("work", "sleep 100");
        try (RawClient client = new RawClient(host)) {
            for (int i = 0; i < 100; i++) {
                client.start("coop.v1.Coop/GetHealth");
            }
            isUnharmed();
        }
        Wait.until(host.server::connections, 0);
    }

    @Test
    void whatIsNoHttp2BehindThePrefaceIsCutOff() throws Exception {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(PREFACE);
            socket.getOutputStream().write(new byte[4096]);
            socket.getOutputStream().flush();
            readToTheEnd(socket);
        }
        Wait.until(host.server::connections, 0);
        isUnharmed();
    }

    @Test
    void aClientThatOnlyHalfClosesIsGone() throws Exception {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(PREFACE);
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            socket.shutdownOutput();
            readToTheEnd(socket);
        }
        Wait.until(host.server::connections, 0);
        isUnharmed();
    }

    @Test
    void bytesThatComeOneByOneMakeNoDifference() throws Exception {
        host.sh("work", "sleep 100");
        try (ServerSocket narrow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread relay = Thread.ofPlatform().daemon().start(() -> byteByByte(narrow));
            try (Client client = Client.tcp(narrow.getLocalPort())) {
                assertThat(health(client)).isEqualTo("running");
            }
            relay.join(TimeUnit.SECONDS.toMillis(Client.SECONDS));
            assertThat(relay.isAlive()).isFalse();
        }
    }

    @Test
    void manyClientsAtTheVeryFirstAreAllServed() throws Exception {
        host.sh("work", "sleep 100");
        List<Client> clients = new ArrayList<>();
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Client client = Client.tcp(host);
                clients.add(client);
                answers.add(client.future().getHealth(GetHealthRequest.getDefaultInstance()));
            }
            for (Future<?> answer : answers) {
                assertThat(answer.get(Client.SECONDS, TimeUnit.SECONDS)).isNotNull();
            }
        } finally {
            clients.forEach(Client::close);
        }
    }

    private void byteByByte(ServerSocket narrow) {
        try (Socket client = narrow.accept();
                Socket server = socket()) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    server.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException ended) {
                    // With its client.
                }
            });
            server.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                out.write(next);
            }
        } catch (IOException ended) {
            // With its client.
        }
    }

    private static void readToTheEnd(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // The server had not read all that was sent, and the kernel says so.
        }
    }

    private Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), host.port());
    }

    private void isUnharmed() {
        try (Client client = Client.tcp(host)) {
            assertThat(health(client)).isEqualTo("running");
        }
    }

    private static String health(Client client) {
        return client.stub().getHealth(GetHealthRequest.getDefaultInstance()).getStatus();
    }
}
