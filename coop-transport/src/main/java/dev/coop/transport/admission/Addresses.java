package dev.coop.transport.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** IP addresses in one form each, whatever family the socket is of. */
final class Addresses {
    static final int V4_BYTES = 4;
    static final int V6_BYTES = 16;

    /** RFC 4291, section 2.5.5.2: an IPv4 address on an IPv6 socket. */
    private static final byte[] V4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private Addresses() {}

    static InetSocketAddress plain(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("not the address of a connection: " + address);
        }
        return new InetSocketAddress(plain(address.getAddress()), address.getPort());
    }

    /** Without a name, without a scope, and IPv4 where it is. */
    static InetAddress plain(InetAddress address) {
        return of(address.getAddress());
    }

    static InetAddress of(byte[] bytes) {
        boolean mapped =
                bytes.length == V6_BYTES && Arrays.equals(bytes, 0, V4_MAPPED.length, V4_MAPPED, 0, V4_MAPPED.length);
        try {
            return InetAddress.getByAddress(mapped ? Arrays.copyOfRange(bytes, V4_MAPPED.length, V6_BYTES) : bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(bytes.length + " bytes are no address", impossible);
        }
    }
}
