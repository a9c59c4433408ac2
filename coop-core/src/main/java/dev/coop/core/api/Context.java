package dev.coop.core.api;

import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where a request is handled.
 *
 * @param api the host's operations, for what is not the session's
 * @param target the session that is meant
 * @param executor the transport's thread for this request: what has to be done with an answer from elsewhere is done there
 */
public record Context(Api api, Optional<Session> target, Executor executor) {
    public Host host() {
        return api.host();
    }

    /** The session that is meant, for operations of {@link Scope#SESSION}. */
    public Session session() {
        return target.orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no session"));
    }
}
