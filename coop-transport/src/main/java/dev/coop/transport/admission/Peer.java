package dev.coop.transport.admission;

import java.net.InetSocketAddress;

/** The other end of a connection, as the kernel names it. */
public sealed interface Peer {
    /**
     * A process of this machine.
     *
     * @param uid its effective user when it connected
     * @param pid its process then, 0 where that is outside of our pid namespace
     */
    record UnixSocket(int uid, int pid) implements Peer {}

    /** A socket of this machine: both ends are loopback addresses. */
    record LoopbackTcp(InetSocketAddress local, InetSocketAddress remote) implements Peer {}

    /** Anything else, or this machine by another of its addresses. */
    record RemoteTcp(InetSocketAddress local, InetSocketAddress remote) implements Peer {}

    static Peer tcp(InetSocketAddress local, InetSocketAddress remote) {
        InetSocketAddress ours = Addresses.plain(local);
        InetSocketAddress theirs = Addresses.plain(remote);
        return ours.getAddress().isLoopbackAddress() && theirs.getAddress().isLoopbackAddress()
                ? new LoopbackTcp(ours, theirs)
                : new RemoteTcp(ours, theirs);
    }
}
