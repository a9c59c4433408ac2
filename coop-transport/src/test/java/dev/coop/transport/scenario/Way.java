package dev.coop.transport.scenario;

import dev.coop.transport.TestHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;

/** A way to the host. */
enum Way {
    HTTP,
    WEBSOCKET,
    GRPC,
    HTTP_BY_UNIX_SOCKET,
    WEBSOCKET_BY_UNIX_SOCKET,
    GRPC_BY_UNIX_SOCKET;

    Client client(TestHost coop, Optional<String> token) {
        return switch (this) {
            case HTTP -> new OverHttp(new InetSocketAddress(InetAddress.getLoopbackAddress(), coop.port()), token);
            case HTTP_BY_UNIX_SOCKET -> new OverHttp(UnixDomainSocketAddress.of(coop.socket()), token);
            case WEBSOCKET -> new OverWebSocket(coop, Place.TCP, token);
            case WEBSOCKET_BY_UNIX_SOCKET -> new OverWebSocket(coop, Place.UNIX_SOCKET, token);
            case GRPC -> new OverGrpc(coop, Place.TCP, token);
            case GRPC_BY_UNIX_SOCKET -> new OverGrpc(coop, Place.UNIX_SOCKET, token);
        };
    }
}
