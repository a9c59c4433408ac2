package dev.coop.transport.admission;

import dev.coop.core.api.Role;

/** What an operation asks of its caller. Operations that ask nothing (health, the page itself) don't come here. */
public sealed interface Need {
    /** A role. Everything above {@link Role#OBSERVE} changes something, and is kept from the session's own processes. */
    record Of(Role role) implements Need {}

    /** The hook endpoints and {@code stop/resolve} of a session: its hook secret, or a token that may drive. */
    record Hook(String session) implements Need {}

    static Need role(Role role) {
        return new Of(role);
    }

    static Need hook(String session) {
        return new Hook(session);
    }
}
