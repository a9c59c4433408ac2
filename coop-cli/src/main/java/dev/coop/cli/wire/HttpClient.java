package dev.coop.cli.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks one host, with a connection for each request: a command has one question, and a Unix socket is opened in no time. */
public final class HttpClient {
    private final Endpoint endpoint;

    public HttpClient(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Sends the request and reads the answer, whatever that is.
     *
     * @param within the time for all of it
     */
    public Response send(Request request, Duration within) throws IOException {
        Deadline deadline = Deadline.in(within);
        try (Connection connection = Connection.open(endpoint.address(), deadline)) {
            Http http = new Http(connection, deadline);
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            headers.put("Connection", "close");
            try {
                http.write(new Request(request.method(), endpoint.base() + request.path(), headers, request.body()));
            } catch (WireException cut) {
                return readWhy(http, cut);
            }
            return http.read();
        }
    }

    /** A host that does not want all of a long request says why, and then hangs up. */
    private static Response readWhy(Http http, WireException cut) throws WireException {
        try {
            return http.read();
        } catch (WireException nothingSaid) {
            throw cut;
        }
    }
}
