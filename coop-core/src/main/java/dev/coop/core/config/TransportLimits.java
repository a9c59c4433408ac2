package dev.coop.core.config;

import java.time.Duration;

/**
 * What one client may ask for. Beyond it is a coded error or an end of the connection, never a slow death.
 *
 * @param headerBytes the request line, and the headers, of one request
 * @param bodyBytes body of one request, except an upload
 * @param uploadBytes one uploaded file, decoded
 * @param frameBytes one WebSocket frame from a client
 * @param messageBytes one WebSocket message from a client, or a gRPC message that is no upload
 * @param connections open ones of the whole host
 * @param subscriptions of one connection
 * @param requests of one connection that wait for their answers
 * @param streams of gRPC, of the whole host
 */
public record TransportLimits(
        int headerBytes,
        int bodyBytes,
        int uploadBytes,
        int frameBytes,
        int messageBytes,
        int connections,
        int subscriptions,
        int requests,
        int streams,
        Patience patience) {
    /** Where nothing is set. */
    public static final TransportLimits DEFAULT = of(Setting::fallback);

    /** Bytes of an upload beside the file: its name, and what is around it. */
    private static final int UPLOAD_ROOM = 64 << 10;

    /**
     * How long clients may take.
     *
     * @param request from the first byte of an HTTP request to its last
     * @param idle between two requests on a connection of HTTP or gRPC, and before the first
     * @param stall for which nothing is taken of what waits
     * @param silence after which a WebSocket client is asked whether it is there
     * @param pong from that question to its answer
     * @param login until a WebSocket client that was not let in presents a token
     */
    public record Patience(
            Duration request, Duration idle, Duration stall, Duration silence, Duration pong, Duration login) {}

    /** Where the values come from. */
    private interface Values {
        <T> T get(Setting<T> setting);
    }

    public static TransportLimits of(Configuration from) {
        return of(from::get);
    }

    private static TransportLimits of(Values from) {
        return new TransportLimits(
                from.get(Settings.LIMIT_HEADERS),
                from.get(Settings.LIMIT_BODY),
                from.get(Settings.LIMIT_UPLOAD),
                from.get(Settings.LIMIT_FRAME),
                from.get(Settings.LIMIT_MESSAGE),
                from.get(Settings.LIMIT_CONNECTIONS),
                from.get(Settings.LIMIT_SUBSCRIPTIONS),
                from.get(Settings.LIMIT_REQUESTS),
                from.get(Settings.LIMIT_STREAMS),
                new Patience(
                        from.get(Settings.LIMIT_REQUEST_TIME),
                        from.get(Settings.LIMIT_IDLE),
                        from.get(Settings.LIMIT_STALL),
                        from.get(Settings.LIMIT_SILENCE),
                        from.get(Settings.LIMIT_PONG),
                        from.get(Settings.LIMIT_LOGIN)));
    }

    /** Bytes of a message that carries a file as it is. */
    public int uploadMessageBytes() {
        return uploadBytes + UPLOAD_ROOM;
    }

    /** Bytes of a body that carries a file in base64, four for three. */
    public int uploadBodyBytes() {
        return (uploadBytes + 2) / 3 * 4 + UPLOAD_ROOM;
    }
}
