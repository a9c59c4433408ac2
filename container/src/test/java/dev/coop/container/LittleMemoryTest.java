package dev.coop.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel kills who needs more memory than the container has. */
@Timeout(300)
class LittleMemoryTest {
    private static final long MEMORY_BYTES = 256L << 20;
    private static final int NEVER_READING = 100;

    /** A minute without reading closes a client: until then all of them are there. */
    private static final long FLOOD_NANOS = 40_000_000_000L;

    @Test
    void aHundredClientsThatNeverReadDoNotCostItsLifeInAFlood() throws Exception {
        List<SocketChannel> asleep = new ArrayList<>();
        try (CoopContainer coop = CoopContainer.running("echo ready; read line; exec yes a line that says nothing")
                .limitedBy(host -> host.withMemory(MEMORY_BYTES).withMemorySwap(MEMORY_BYTES))) {
            coop.start();
            coop.awaitText("ready");
            for (int i = 0; i < NEVER_READING; i++) {
                asleep.add(connect(coop, "subscribe=pty,screen,state" + (i % 2 == 0 ? "" : "&binary=true")));
            }
            assertThat(clients(coop)).isEqualTo(NEVER_READING);

            coop.type("");
            long written = written(coop);
            long end = System.nanoTime() + FLOOD_NANOS;
            while (System.nanoTime() < end) {
                coop.awaitText("a line that says nothing");
                assertThat(coop.state().getRunning()).isTrue();
            }

            assertThat(clients(coop)).isEqualTo(NEVER_READING);
            assertThat(written(coop)).isGreaterThan(written + 20_000_000);
            assertThat(coop.state().getOOMKilled()).isFalse();
            assertThat(coop.stopped(60)).isZero();
        } finally {
            for (SocketChannel socket : asleep) {
                socket.close();
            }
        }
    }

    private static int clients(CoopContainer coop) throws IOException, InterruptedException {
        return coop.get("/api/v1/health").path("ws_clients").asInt();
    }

    private static long written(CoopContainer coop) throws IOException, InterruptedException {
        return coop.get("/api/v1/status").path("bytes_read").asLong();
    }

    /** Reads that it is let in, and no more. */
    private static SocketChannel connect(CoopContainer coop, String query) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), coop.port()));
        socket.write(ByteBuffer.wrap(("GET /ws?" + query + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1:" + coop.port() + "\r\n"
                        + "Authorization: Bearer " + CoopContainer.TOKEN + "\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(US_ASCII)));
        ByteBuffer head = ByteBuffer.allocate("HTTP/1.1 101".length());
        while (head.hasRemaining() && socket.read(head) >= 0) {
            // Until the status is there.
        }
        assertThat(new String(head.array(), US_ASCII)).isEqualTo("HTTP/1.1 101");
        return socket;
    }
}
