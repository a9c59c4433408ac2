package dev.coop.cli.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an HTTP connection becomes a WebSocket, RFC 6455 4.1. */
final class Handshake {
    /** RFC 6455 1.3: proves that the other end knows what it agrees to. */
    private static final String PROOF = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int KEY_BYTES = 16;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final String key;

    Handshake(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = Base64.getEncoder().encodeToString(bytes);
    }

    Request request(String path, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Connection", "Upgrade");
        all.put("Upgrade", "websocket");
        all.put("Sec-WebSocket-Version", "13");
        all.put("Sec-WebSocket-Key", key);
        return new Request("GET", path, all, "");
    }

    void check(Response response) throws WireException {
        if (response.status() != SWITCHING_PROTOCOLS) {
            throw new HandshakeRefusedException(response);
        }
        if (!response.header("upgrade").orElse("").equalsIgnoreCase("websocket")
                || !response.header("sec-websocket-accept").orElse("").equals(accept(key))
                || response.header("sec-websocket-extensions").isPresent()) {
            throw new ProtocolException("its handshake is not an answer to ours");
        }
    }

    static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + PROOF).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
