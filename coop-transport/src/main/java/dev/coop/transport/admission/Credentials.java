package dev.coop.transport.admission;

import dev.coop.core.config.Secret;
import java.util.Optional;

/**
 * What somebody presents. Taken from the transport's frames, never logged.
 *
 * @param token from {@code Authorization: Bearer}, a WebSocket's first message or, for browsers, the URL
 * @param notBearer an {@code Authorization} that is of another kind or malformed
 * @param hookSecret of a session
 */
public record Credentials(Optional<Secret> token, boolean notBearer, Optional<Secret> hookSecret) {
    /** Exactly this, one space, case as written: what clients of the wire contract send. */
    private static final String SCHEME = "Bearer ";

    private static final Credentials NONE = new Credentials(Optional.empty(), false, Optional.empty());

    public static Credentials none() {
        return NONE;
    }

    /** With the value of an {@code Authorization} header, or of gRPC's {@code authorization} metadata. */
    public Credentials withAuthorization(String header) {
        return header.length() > SCHEME.length() && header.startsWith(SCHEME)
                ? new Credentials(Optional.of(Secret.of(header.substring(SCHEME.length()))), notBearer, hookSecret)
                : new Credentials(token, true, hookSecret);
    }

    /** With a bare token; an empty one is none. */
    public Credentials withToken(String presented) {
        return presented.isEmpty() ? this : new Credentials(Optional.of(Secret.of(presented)), notBearer, hookSecret);
    }

    /** With a hook secret; an empty one is none. */
    public Credentials withHookSecret(String presented) {
        return presented.isEmpty() ? this : new Credentials(token, notBearer, Optional.of(Secret.of(presented)));
    }
}
