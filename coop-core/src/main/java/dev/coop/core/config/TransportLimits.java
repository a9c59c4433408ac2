package dev.coop.core.config;

/**
 * What one client may ask for. Beyond it is a coded error or an end of the connection, never a slow death.
 *
 * @param headerBytes request line and headers of one request
 * @param bodyBytes body of one request, except an upload
 * @param uploadBytes one uploaded file, decoded
 * @param frameBytes one WebSocket frame from a client
 * @param messageBytes one WebSocket or gRPC message from a client, except an upload
 * @param connections open ones of the whole host
 * @param subscriptions of one connection
 * @param requests of one connection that wait for their answers
 */
public record TransportLimits(
        int headerBytes,
        int bodyBytes,
        int uploadBytes,
        int frameBytes,
        int messageBytes,
        int connections,
        int subscriptions,
        int requests) {
    static TransportLimits of(Configuration from) {
        return new TransportLimits(
                from.get(Settings.LIMIT_HEADERS),
                from.get(Settings.LIMIT_BODY),
                from.get(Settings.LIMIT_UPLOAD),
                from.get(Settings.LIMIT_FRAME),
                from.get(Settings.LIMIT_MESSAGE),
                from.get(Settings.LIMIT_CONNECTIONS),
                from.get(Settings.LIMIT_SUBSCRIPTIONS),
                from.get(Settings.LIMIT_REQUESTS));
    }
}
