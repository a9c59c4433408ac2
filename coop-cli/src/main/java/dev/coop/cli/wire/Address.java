package dev.coop.cli.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a host listens. Its text is what a user may type. */
public sealed interface Address {
    /** What may be connected to, in the order to try. */
    List<SocketAddress> candidates() throws IOException;

    /** The value of the header {@code Host}. */
    String host();

    /** A Unix socket. */
    record Unix(Path path) implements Address {
        @Override
        public List<SocketAddress> candidates() {
            return List.of(UnixDomainSocketAddress.of(path));
        }

        /** There is no name that would mean anything; this one is always allowed. */
        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A TCP port.
     *
     * @param name of the machine, or its number; one of IPv6 without brackets
     */
    record Tcp(String name, int port) implements Address {
        @Override
        public List<SocketAddress> candidates() throws WireException {
            try {
                List<SocketAddress> all = new ArrayList<>();
                for (InetAddress address : InetAddress.getAllByName(name)) {
                    all.add(new InetSocketAddress(address, port));
                }
                return all;
            } catch (UnknownHostException unknown) {
                throw new WireException("no machine is known by the name '" + name + "'", unknown);
            }
        }

        @Override
        public String host() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }

        @Override
        public String toString() {
            return "http://" + host();
        }
    }
}
