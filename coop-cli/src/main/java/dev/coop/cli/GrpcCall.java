package dev.coop.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call over gRPC, for {@link Training}: the bytes of HTTP/2 (RFC 9113) and nothing of a gRPC client's, which no command
 * needs and every start would then carry.
 */
final class GrpcCall {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** Bytes of a message's head in gRPC: not compressed, and its length. */
    private static final int MESSAGE_HEAD = 5;

    private GrpcCall() {}

    /** Asks how the host is, and reads the answer's first bytes. */
    static void health(Path socket) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":method", "POST");
        headers.put(":scheme", "http");
        headers.put(":path", "/coop.v1.Coop/GetHealth");
        headers.put(":authority", "localhost");
        headers.put("content-type", "application/grpc");
        headers.put("te", "trailers");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
        frame(out, SETTINGS, 0, 0, new byte[0]);
        frame(out, HEADERS, END_HEADERS, 1, packed(headers));
        frame(out, DATA, END_STREAM, 1, new byte[MESSAGE_HEAD]);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            awaitAnswer(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("the host does not answer over gRPC", failure);
        }
    }

    /** Until the first frame of the call's own stream. */
    private static void awaitAnswer(SocketChannel channel) throws IOException {
        while (true) {
            ByteBuffer head = read(channel, 9);
            int length = (head.getShort(0) & 0xffff) << 8 | (head.get(2) & 0xff);
            read(channel, length);
            if (head.getInt(5) == 1) {
                return;
            }
        }
    }

    private static ByteBuffer read(SocketChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the host hung up");
            }
        }
        return bytes;
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] content) {
        out.writeBytes(ByteBuffer.allocate(9)
                .putShort((short) (content.length >> 8))
                .put((byte) content.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .array());
        out.writeBytes(content);
    }

    /** As literals without a table (RFC 7541, 6.2.2); none is longer than one byte can say. */
    private static byte[] packed(Map<String, String> headers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            out.write(0);
            text(out, name);
            text(out, value);
        });
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
