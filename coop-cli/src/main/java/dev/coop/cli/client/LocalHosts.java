package dev.coop.cli.client;

import dev.coop.core.config.SocketPlaces;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the sockets of the user's hosts. Asks nobody: that is what {@link Listing} does. */
final class LocalHosts {
    /**
     * A host that starts has bound its socket a moment before it listens; an older one on which nobody listens was left
     * by a host that was killed.
     */
    static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final SocketPlaces places;

    LocalHosts(Map<String, String> environment) {
        places = SocketPlaces.of(environment);
    }

    /** By name. Of two with one name the first place's. */
    List<LocalHost> all() throws IOException {
        Map<String, LocalHost> found = new TreeMap<>(Comparator.naturalOrder());
        for (Path folder : places.folders()) {
            if (Files.isDirectory(folder)) {
                collect(folder, found);
            }
        }
        return List.copyOf(found.values());
    }

    private static void collect(Path folder, Map<String, LocalHost> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                SocketPlaces.name(file).ifPresent(name -> found.putIfAbsent(name, new LocalHost(name, file)));
            }
        }
    }

    Optional<LocalHost> named(String name) {
        return places.sockets(name).stream()
                .filter(Files::exists)
                .findFirst()
                .map(socket -> new LocalHost(name, socket));
    }

    /** Removes the socket of a host that has died; not of one that may be about to listen. */
    static void clean(LocalHost dead, Instant now) {
        try {
            FileTime made = Files.getLastModifiedTime(dead.socket());
            if (made.toInstant().isBefore(now.minus(STARTS_WITHIN))) {
                Files.delete(dead.socket());
            }
        } catch (IOException notOurs) {
            // Somebody else may have been quicker; and what can't be removed is skipped next time too.
            return;
        }
    }
}
