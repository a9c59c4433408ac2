package dev.coop.transport.admission;

import dev.coop.core.api.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who was let in, and as what. Belongs to the connection (and to what is relayed for it), and can be logged.
 *
 * @param role empty for one who knows a hook secret and nothing else
 * @param hookOf the session whose hook secret was presented
 */
public record Caller(Optional<Role> role, By by, Optional<String> hookOf) implements Entry {
    /** For logs: no secret, and no name that two could have. */
    public String who() {
        return switch (by) {
            case By.SameUser _ -> "the same user";
            case By.FullToken _ -> "the full token";
            case By.ScopedToken token -> "token " + token.name() + " " + token.fingerprint();
            case By.HookSecret _ -> "a hook of " + hookOf.orElse("(no session)");
        };
    }

    /** What proved it. */
    public sealed interface By {
        /** The kernel: the other end belongs to the user that coop runs as. */
        record SameUser() implements By {}

        /** The token that was given at the start. */
        record FullToken() implements By {}

        /**
         * A token of the store.
         *
         * @param fingerprint the beginning of its hash: the name may be given again
         * @param expires from then on it is worth nothing
         */
        record ScopedToken(String name, String fingerprint, Optional<Instant> expires) implements By {}

        /** A session's hook secret. */
        record HookSecret() implements By {}
    }
}
