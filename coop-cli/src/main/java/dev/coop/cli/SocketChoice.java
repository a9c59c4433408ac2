package dev.coop.cli;

import dev.coop.core.config.ServerSettings;
import dev.coop.core.config.SocketPlaces;
import dev.coop.core.session.Host;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host is called, and the Unix socket on which it listens: what was asked for, or else a name after the program
 * that no other host of the user has.
 *
 * @param socket empty where there is no place for one: neither a runtime directory nor a home
 */
record SocketChoice(String name, Optional<Path> socket) {
    /** Hosts of one name; whoever starts more by accident should hear of it. */
    private static final int MAX_SAME_NAME = 200;

    static SocketChoice of(ServerSettings settings, Map<String, String> environment, List<String> command) {
        String base = settings.name().orElseGet(() -> Host.nameAfter(command));
        if (settings.socket().isPresent()) {
            return new SocketChoice(base, settings.socket());
        }
        SocketPlaces places = SocketPlaces.of(environment);
        String name = base;
        for (int i = 2; settings.name().isEmpty() && i < MAX_SAME_NAME && isTaken(places.sockets(name)); i++) {
            name = base + "-" + i;
        }
        return new SocketChoice(name, places.sockets(name).stream().findFirst());
    }

    private static boolean isTaken(List<Path> sockets) {
        return sockets.stream().anyMatch(socket -> Files.exists(socket) && isAnswered(socket));
    }

    /** Somebody listens there. */
    private static boolean isAnswered(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
