package dev.coop.transport.http;

/**
 * How much of HTTP is taken from one client.
 *
 * @param headerBytes of all headers of one request
 * @param bodyBytes of one body
 */
public record HttpLimits(int headerBytes, int bodyBytes) {
    /** An upload of 10 MiB in base64, with room for its name. */
    public static final int UPLOAD_BODY_BYTES = 14 << 20;

    public static final HttpLimits DEFAULT = new HttpLimits(16 << 10, UPLOAD_BODY_BYTES);
}
