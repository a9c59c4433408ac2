package dev.coop.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;

/**
 * Lets pages of origins that {@code --allow-origin} names read what we answer. The gate has refused all others by then, so
 * whoever still says that he comes from somewhere else is one of them.
 */
final class Cors {
    private static final int NO_CONTENT = 204;

    /** Seconds for which a browser need not ask again. */
    private static final String MAX_AGE = "600";

    private Cors() {}

    /** A browser asks whether it may send a request at all. */
    static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && isFromElsewhere(request)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    static Reply preflight() {
        return new Reply(NO_CONTENT, "text/plain", new byte[0], "")
                .withHeaders(Map.of(
                        HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS.toString(), "GET, HEAD, POST, PUT, DELETE",
                        HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS.toString(),
                                "authorization, content-type, x-request-id",
                        HttpHeaderNames.ACCESS_CONTROL_MAX_AGE.toString(), MAX_AGE));
    }

    static void allow(HttpRequest request, HttpResponse response) {
        if (isFromElsewhere(request)) {
            response.headers()
                    .set(
                            HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
                            request.headers().get(HttpHeaderNames.ORIGIN))
                    .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, Reply.REQUEST_ID)
                    .add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
    }

    private static boolean isFromElsewhere(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return origin != null && !origin.equals("http://" + headers.get(HttpHeaderNames.HOST));
    }
}
