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
 * @param passing the directory that was made for it alone
 */
record SocketChoice(String name, Optional<Path> socket, Optional<Path> passing) {
    /** Hosts of one name; whoever starts more by accident should hear of it. */
    private static final int MAX_SAME_NAME = 200;

    static SocketChoice of(ServerSettings settings, Map<String, String> environment, List<String> command) {
        String base = settings.name().orElseGet(() -> Host.nameAfter(command));
        if (settings.socket().isPresent()) {
            return new SocketChoice(base, settings.socket(), Optional.empty());
        }
        SocketPlaces places = SocketPlaces.of(environment);
        String name = base;
        for (int i = 2; settings.name().isEmpty() && i < MAX_SAME_NAME && isTaken(places.sockets(name)); i++) {
            name = base + "-" + i;
        }
        return new SocketChoice(name, places.sockets(name).stream().findFirst(), Optional.empty());
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

    SocketChoice withoutSocket() {
        return new SocketChoice(name, Optional.empty(), Optional.empty());
    }

    /** In a directory that is ours alone, where nobody looks for it, until {@link #close}. */
    SocketChoice onPassingSocket() throws IOException {
        try {
            Path directory = Files.createTempDirectory("coop-");
            return new SocketChoice(name, Optional.of(directory.resolve(name + ".sock")), Optional.of(directory));
        } catch (IOException nowhere) {
            throw new IOException("there is no place for a socket, not even a passing one: " + nowhere, nowhere);
        }
    }

    /** Takes away what was made for the socket, which itself is gone by now. */
    void close() {
        try {
            if (passing.isPresent()) {
                Files.deleteIfExists(passing.get());
            }
        } catch (IOException left) {
            // An empty directory for passing files; the system clears them away.
            return;
        }
    }
}
