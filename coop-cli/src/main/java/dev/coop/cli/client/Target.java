package dev.coop.cli.client;

import dev.coop.cli.wire.Endpoint;
import dev.coop.core.config.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Which host is meant, and which of its sessions.
 *
 * @param name what a user may type to mean it again
 * @param session empty for the host's only, or first, one
 * @param token empty where the host knows us without
 */
public record Target(String name, Endpoint endpoint, Optional<String> session, Optional<Secret> token) {
    /** The headers that show who asks. */
    public Map<String, String> authorization() {
        return HostClient.authorization(token);
    }
}
