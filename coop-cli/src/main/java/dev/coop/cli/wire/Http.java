package dev.coop.cli.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 on one connection: writes a request, reads the answer.
 *
 * <p>An answer is bounded, and one that is no HTTP is an error that says so: at the address there may be anything.
 */
final class Http {
    /** Bytes of one header line, and of all of them. */
    static final int MAX_HEADER_BYTES = 64 << 10;

    /** Bytes of a body: the longest history, in colour, is about half of that. */
    static final int MAX_BODY_BYTES = 64 << 20;

    private static final int LINE_END_BYTES = 2;
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Connection connection;
    private final Deadline deadline;

    Http(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    void write(Request request) throws WireException {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\n");
        field(head, "Host", connection.address().host());
        request.headers().forEach((name, value) -> field(head, name, value));
        if (body.length > 0 || !request.method().equals("GET")) {
            field(head, "Content-Length", Integer.toString(body.length));
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        connection.write(
                ByteBuffer.allocate(first.length + body.length)
                        .put(first)
                        .put(body)
                        .flip(),
                deadline);
    }

    private static void field(StringBuilder head, String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            // A line break would begin another header.
            throw new IllegalArgumentException(name + ": has a control character in it");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    Response read() throws WireException {
        while (true) {
            int status = status();
            Map<String, String> headers = headers();
            if (status < CONTINUE || status > 999) {
                throw noHttp();
            }
            if (status > SWITCHING_PROTOCOLS) {
                return new Response(status, headers, body(status, headers).toString(StandardCharsets.UTF_8));
            }
            if (status == SWITCHING_PROTOCOLS) {
                return new Response(status, headers, "");
            }
        }
    }

    private int status() throws WireException {
        String line = connection.readLine(MAX_HEADER_BYTES, deadline);
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw noHttp();
        }
        return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private Map<String, String> headers() throws WireException {
        Map<String, String> headers = new HashMap<>();
        int left = MAX_HEADER_BYTES;
        while (true) {
            String line = connection.readLine(left, deadline);
            if (line.isEmpty()) {
                return headers;
            }
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw noHttp();
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private ByteArrayOutputStream body(int status, Map<String, String> headers) throws WireException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return body;
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                take(size, body);
                if (!connection.readLine(LINE_END_BYTES, deadline).isEmpty()) {
                    throw noHttp();
                }
            }
            // Trailers look like headers; nobody here wants any.
            headers();
        } else if (headers.containsKey("content-length")) {
            take(number(headers.getOrDefault("content-length", ""), 10), body);
        } else {
            takeAll(body);
        }
        return body;
    }

    private int chunkSize() throws WireException {
        String line = connection.readLine(MAX_HEADER_BYTES, deadline);
        int semicolon = line.indexOf(';');
        return number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
    }

    private int number(String text, int radix) throws WireException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException senseless) {
            throw noHttp();
        }
        throw noHttp();
    }

    private void take(int count, ByteArrayOutputStream body) throws WireException {
        checkSize((long) body.size() + count);
        byte[] bytes = new byte[count];
        connection.readFully(bytes, deadline);
        body.writeBytes(bytes);
    }

    private void takeAll(ByteArrayOutputStream body) throws WireException {
        byte[] block = new byte[8 << 10];
        for (int count = connection.read(block, 0, block.length, deadline);
                count >= 0;
                count = connection.read(block, 0, block.length, deadline)) {
            checkSize((long) body.size() + count);
            body.write(block, 0, count);
        }
    }

    private void checkSize(long bytes) throws WireException {
        if (bytes > MAX_BODY_BYTES) {
            throw new WireException("the answer of " + connection.address() + " is longer than "
                    + (MAX_BODY_BYTES >> 20) + " MiB, which is too long; ask for less");
        }
    }

    private WireException noHttp() {
        return new WireException("what answers at " + connection.address() + " speaks no HTTP; it is no coop host");
    }
}
