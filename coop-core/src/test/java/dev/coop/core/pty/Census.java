package dev.coop.core.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process has: descriptors that a terminal may leave behind, and children, zombies among them. */
final class Census {
    private Census() {}

    /** Terminals, pidfds, pipes and the like by what they point to; not the files and jars that the JVM opens as it likes. */
    static List<String> descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(Census::target)
                    .filter(target -> !target.startsWith("/") || target.startsWith("/dev/p"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "/closed";
        }
    }
}
