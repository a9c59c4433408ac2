package dev.coop.cli.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A host as the user names it: where it listens, and under which path.
 *
 * @param base what stands before {@code /api} and {@code /ws} in every path; mostly empty
 */
public record Endpoint(Address address, String base) {
    private static final int HTTP_PORT = 80;
    private static final String WEB_SOCKET = "/ws";

    /** A Unix socket. */
    public static Endpoint of(Path socket) {
        return new Endpoint(new Address.Unix(socket), "");
    }

    /** Whether the text can only be an address, not the name of a session. */
    public static boolean looksLikeOne(String text) {
        return text.contains("/") || text.contains(":");
    }

    /**
     * Reads {@code http://host:port}, {@code ws://host:port/ws}, {@code host:port}, {@code unix:/path} or {@code /path}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static Endpoint parse(String text) {
        if (text.startsWith("unix:")) {
            String path = text.substring("unix:".length());
            return of(Path.of(path.startsWith("//") ? path.substring(2) : path));
        }
        if (text.startsWith("/") || text.startsWith("./") || text.startsWith("../")) {
            return of(Path.of(text));
        }
        return ofUri(text.contains("://") ? text : "http://" + text, text);
    }

    private static Endpoint ofUri(String full, String asTyped) {
        URI uri;
        try {
            uri = new URI(full);
        } catch (URISyntaxException senseless) {
            throw wrong(asTyped, "it is no URL");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "http", "ws" -> {}
            case "https", "wss" ->
                throw wrong(asTyped, "coop speaks no TLS; forward the port, for example with ssh -L");
            default -> throw wrong(asTyped, "begin it with http://, ws:// or unix:");
        }
        if (uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            // Not quoted: there may be a secret in it.
            throw new IllegalArgumentException("the address of a host has no user, no password and no '?' in it;"
                    + " a token belongs into COOP_AUTH_TOKEN");
        }
        String host = uri.getHost();
        if (host == null || uri.getPort() == 0 || uri.getPort() > 0xffff) {
            throw wrong(asTyped, "it names no machine and port");
        }
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Endpoint(
                new Address.Tcp(name, uri.getPort() < 0 ? HTTP_PORT : uri.getPort()), base(uri.getRawPath()));
    }

    private static String base(String path) {
        String base = withoutSlashes(path);
        return base.endsWith(WEB_SOCKET)
                ? withoutSlashes(base.substring(0, base.length() - WEB_SOCKET.length()))
                : base;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static IllegalArgumentException wrong(String text, String sentence) {
        return new IllegalArgumentException("'" + text + "' is no address of a host: " + sentence);
    }

    @Override
    public String toString() {
        return address + base;
    }
}
