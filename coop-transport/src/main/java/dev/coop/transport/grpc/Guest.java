package dev.coop.transport.grpc;

import dev.coop.transport.admission.Caller;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param session the one that is meant, from the metadata {@code coop-session}
 * @param requestId what the client calls it, from the metadata {@code x-request-id}
 */
record Guest(Connection connection, Caller caller, Optional<String> session, Optional<String> requestId) {
    /** Of the call that is being started. */
    static Guest now() {
        Guest guest = Gatekeeper.GUEST.get();
        if (guest == null) {
            throw new IllegalStateException("a call that nobody was asked about");
        }
        return guest;
    }
}
