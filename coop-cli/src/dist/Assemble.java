import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Package time: puts the distribution together.
 *
 * <p>{@code java Assemble.java DIST FLAGS_DIRECTORY BUILD_START CLASS_PATH} copies the jars of the class path into a directory
 * of their own, a <em>generation</em>, trains its AOT caches and then lets {@code DIST/launch} name it. Nothing that a
 * running coop may have mapped is ever written to: a new build is a new generation, and one that still runs is kept.
 */
final class Assemble {
    private static final DateTimeFormatter GENERATION =
            DateTimeFormatter.ofPattern("'jars-'yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private Assemble() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            throw new IllegalArgumentException("expected: DIST FLAGS_DIRECTORY BUILD_START CLASS_PATH");
        }
        Path dist = Files.createDirectories(Path.of(args[0])).toRealPath();
        List<String> flags = flags(Path.of(args[1], "jvm.flags"));
        List<String> clientFlags = flags(Path.of(args[1], "client.flags"));
        Instant buildStart = Instant.parse(args[2]);

        String generation = GENERATION.format(Instant.now());
        Path directory = Files.createDirectory(dist.resolve(generation));
        List<String> jars = copyJars(args[3], directory);
        NativeLibraries.unpack(directory);
        flags.addAll(NativeLibraries.flags(directory));
        LaunchRecord untrained = new LaunchRecord(
                dist,
                generation,
                Jdk.HOME,
                Jdk.VERSION,
                flags,
                jars,
                LaunchRecord.NO_CACHE,
                clientFlags,
                LaunchRecord.NO_CACHE);
        LaunchRecord record = AotCache.train(untrained);

        Set<String> keep = new HashSet<>(Set.of(generation));
        if (LaunchRecord.exists(dist)) {
            // Somebody may have read the old record, but not started yet.
            keep.add(LaunchRecord.read(dist).generation());
        }
        // A source that is edited while the build runs is newer than the record, so it is built next time.
        record.write(FileTime.from(buildStart));
        Generations.removeUnused(dist, keep);
    }

    private static List<String> flags(Path file) throws IOException {
        List<String> flags = new ArrayList<>(Files.readAllLines(file));
        flags.removeIf(line -> line.isBlank() || line.startsWith("#"));
        return flags;
    }

    private static List<String> copyJars(String classPath, Path target) throws IOException {
        List<String> names = new ArrayList<>();
        for (String entry : classPath.split(java.io.File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException(
                        "not a jar: " + jar + " (an AOT cache needs jars; run the package phase)");
            }
            if (names.contains(name)) {
                throw new IllegalArgumentException("two jars have the name " + name);
            }
            OldClasses.copy(jar, target.resolve(name));
            names.add(name);
        }
        return names;
    }
}
