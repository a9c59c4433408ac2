package dev.coop.bench;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a host over and over how it is, until it says that it is well. */
final class HealthProbe {
    private static final byte[] QUESTION = "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String OK = "HTTP/1.1 200";

    /** Far more than any start takes. */
    private static final long GIVE_UP_NANOS = 30_000_000_000L;

    /** Between two questions; asking all the time would take the time of who is to answer. */
    private static final int PAUSE_MILLIS = 1;

    private HealthProbe() {}

    static void awaitOk(Path socket) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!isOk(socket)) {
            if (System.nanoTime() - begin > GIVE_UP_NANOS) {
                throw new IOException("the host did not answer on " + socket);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isOk(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer question = ByteBuffer.wrap(QUESTION);
            while (question.hasRemaining()) {
                channel.write(question);
            }
            ByteBuffer answer = ByteBuffer.allocate(OK.length());
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    return false;
                }
            }
            return new String(answer.array(), StandardCharsets.US_ASCII).equals(OK);
        } catch (IOException notYet) {
            return false;
        }
    }
}
