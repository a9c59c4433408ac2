import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directories of jars of earlier builds. */
final class Generations {
    private static final Path PROCESSES = Path.of("/proc");

    private Generations() {}

    /** Removes those that no process was started from. Where processes can't be looked at, all stay. */
    static void removeUnused(Path dist, Set<String> keep) throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        List<String> running = commandLines();
        try (Stream<Path> entries = Files.list(dist)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                boolean used = running.stream().anyMatch(line -> line.contains(entry.toString()));
                if (!used && !keep.contains(entry.getFileName().toString())) {
                    remove(entry);
                }
            }
        }
    }

    private static List<String> commandLines() throws IOException {
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process ->
                            Character.isDigit(process.getFileName().toString().charAt(0)))
                    .map(process -> commandLine(process.resolve("cmdline")))
                    .toList();
        }
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            below.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
