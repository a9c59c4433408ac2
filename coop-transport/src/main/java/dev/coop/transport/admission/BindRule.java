package dev.coop.transport.admission;

import java.net.InetAddress;
import java.util.Optional;

/** Where coop may listen: for other machines only when it has a token to ask for. */
public final class BindRule {
    private BindRule() {}

    /** Why not, as a sentence for who starts coop; empty if it may. */
    public static Optional<String> refuse(InetAddress address, boolean hasToken) {
        if (hasToken || Addresses.plain(address).isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of("without a token coop does not listen on " + address.getHostAddress()
                + ", where other machines could type into the agent: give it one"
                + " (COOP_AUTH_TOKEN or --auth-token-file), or leave --host at 127.0.0.1");
    }
}
