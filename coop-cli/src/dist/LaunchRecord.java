import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How coop is started: the file {@code launch}, which the launcher reads and follows to the letter. Replaced by renaming,
 * so whoever reads it sees all of the old or all of the new one.
 *
 * @param dist the directory it stands in, when it was written; elsewhere the cache does not fit
 * @param generation the directory with the jars, below {@code dist}
 * @param aot the cache's file in that directory, or {@link #NO_CACHE}
 * @param clientFlags what clients are started with besides
 * @param clientAot their cache
 */
record LaunchRecord(
        Path dist,
        String generation,
        String jdk,
        String jdkVersion,
        List<String> flags,
        List<String> jars,
        String aot,
        List<String> clientFlags,
        String clientAot) {
    /** Training failed on this JDK: start without, and don't try again. */
    static final String NO_CACHE = "none";

    private static final String FILE = "launch";

    static boolean exists(Path dist) {
        return Files.exists(dist.resolve(FILE));
    }

    static LaunchRecord read(Path dist) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(dist.resolve(FILE))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new LaunchRecord(
                Path.of(values.get("dist")),
                values.get("generation"),
                values.get("jdk"),
                values.get("jdk_version"),
                List.of(values.get("flags").split(" ")),
                List.of(values.get("jars").split(" ")),
                values.get("aot"),
                // A record of an earlier version does not have these two.
                List.of(values.getOrDefault("client_flags", "").split(" ")),
                values.getOrDefault("client_aot", NO_CACHE));
    }

    /** @param modified what the launcher compares the sources with */
    void write(FileTime modified) throws IOException {
        Path draft = dist.resolve(FILE + "." + ProcessHandle.current().pid());
        Files.writeString(draft, """
            # How the launcher starts coop. Written by the build; the AOT cache fits only exactly this.
            dist=%s
            generation=%s
            jdk=%s
            jdk_version=%s
            flags=%s
            jars=%s
            aot=%s
            client_flags=%s
            client_aot=%s
            """.formatted(
                        dist,
                        generation,
                        jdk,
                        jdkVersion,
                        String.join(" ", flags),
                        String.join(" ", jars),
                        aot,
                        String.join(" ", clientFlags),
                        clientAot));
        Files.setLastModifiedTime(draft, modified);
        Files.move(draft, dist.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    FileTime modified() throws IOException {
        return Files.getLastModifiedTime(dist.resolve(FILE));
    }

    Path directory() {
        return dist.resolve(generation);
    }

    /** Flags of a client's machine. */
    List<String> allClientFlags() {
        List<String> all = new ArrayList<>(flags);
        all.addAll(clientFlags);
        return all;
    }

    LaunchRecord withCaches(String hostCache, String clientCache) {
        return new LaunchRecord(dist, generation, jdk, jdkVersion, flags, jars, hostCache, clientFlags, clientCache);
    }

    LaunchRecord at(Path place, String otherJdk, String otherVersion) {
        return new LaunchRecord(
                place, generation, otherJdk, otherVersion, flags, jars, NO_CACHE, clientFlags, NO_CACHE);
    }
}
