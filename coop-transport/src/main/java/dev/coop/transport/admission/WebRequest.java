package dev.coop.transport.admission;

import java.util.List;

/**
 * What a request says about where it is going and where it comes from. The same for HTTP, a WebSocket's handshake and gRPC.
 *
 * @param authorities every {@code Host} header, and HTTP/2's {@code :authority}
 * @param target the request's target as it was sent: {@code /path}, or a whole URL
 * @param origins every {@code Origin} header
 * @param fetchSites every {@code Sec-Fetch-Site} header
 * @param api false for the page itself and its files, which may be reached by a link from anywhere
 */
public record WebRequest(
        List<String> authorities, String target, List<String> origins, List<String> fetchSites, boolean api) {
    /** The same request for something else. */
    public WebRequest withTarget(String other) {
        return new WebRequest(authorities, other, origins, fetchSites, api);
    }
}
