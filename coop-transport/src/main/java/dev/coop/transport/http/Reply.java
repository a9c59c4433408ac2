package dev.coop.transport.http;

import dev.coop.core.api.RequestId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What is answered to one request, before it is written. */
final class Reply {
    /** What the client calls its request: comes back with the answer, and is in the log. */
    static final String REQUEST_ID = "X-Request-Id";

    static final String JSON = "application/json";

    /** Bytes; below, the header that says so costs as much as compressing saves. */
    private static final int COMPRESS_FROM = 4 << 10;

    private static final String GZIP = "gzip";

    private final int status;
    private final String contentType;
    private final byte[] body;

    /** Empty for what has no version. */
    private final String etag;

    /** Beside those that all answers have, or in their place. */
    private final Map<String, String> headers;

    /** The body compressed, where that was done beforehand. */
    private final Optional<byte[]> compressed;

    Reply(int status, String contentType, byte[] body, String etag) {
        this(status, contentType, body, etag, Map.of(), Optional.empty());
    }

    private Reply(
            int status,
            String contentType,
            byte[] body,
            String etag,
            Map<String, String> headers,
            Optional<byte[]> compressed) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.etag = etag;
        this.headers = headers;
        this.compressed = compressed;
    }

    static Reply json(int status, byte[] body) {
        return new Reply(status, JSON, body, "");
    }

    /** What the client calls it, if that can be said again. */
    static Optional<String> requestId(HttpRequest request) {
        return RequestId.fit(request.headers().get(REQUEST_ID));
    }

    Reply withEtag(String version) {
        return new Reply(status, contentType, body, version, headers, compressed);
    }

    Reply withHeaders(Map<String, String> more) {
        return new Reply(status, contentType, body, etag, more, compressed);
    }

    /** For what is answered again and again: compressed once, by who calls this. */
    Reply compressedOnce() {
        return new Reply(status, contentType, body, etag, headers, Optional.of(gzip(body)));
    }

    /** As a message, with what the request asks of it: no body for HEAD, not again what is known, compressed. */
    FullHttpResponse to(HttpRequest request) {
        if (!etag.isEmpty() && etag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH))) {
            return message(request, HttpResponseStatus.NOT_MODIFIED, new byte[0], false);
        }
        boolean small = body.length >= COMPRESS_FROM && accepts(request);
        byte[] sent = small ? compressed.orElseGet(() -> gzip(body)) : body;
        return message(request, HttpResponseStatus.valueOf(status), sent, small);
    }

    private FullHttpResponse message(HttpRequest request, HttpResponseStatus code, byte[] bytes, boolean small) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, code, content);
        if (code.code() != HttpResponseStatus.NOT_MODIFIED.code()) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (!etag.isEmpty()) {
            response.headers().set(HttpHeaderNames.ETAG, etag);
        }
        headers.forEach(response.headers()::set);
        requestId(request).ifPresent(id -> response.headers().set(REQUEST_ID, id));
        if (small) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, GZIP);
            response.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        }
        if (!HttpUtil.isKeepAlive(request)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return response;
    }

    private static boolean accepts(HttpRequest request) {
        String accepted =
                request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "").toLowerCase(Locale.ROOT);
        return accepted.contains(GZIP) && !accepted.contains("gzip;q=0");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
