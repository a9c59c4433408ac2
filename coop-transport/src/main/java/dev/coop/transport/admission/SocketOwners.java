package dev.coop.transport.admission;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Whose a TCP socket of this machine is. */
interface SocketOwners {
    /**
     * Who holds the socket with this address that is connected to that one; empty where it is held by nobody any more, or
     * where it can't be told.
     */
    Optional<SocketOwner> ownerOf(InetSocketAddress own, InetSocketAddress connectedTo);
}
