import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks, once, the native libraries that JNA, pty4j and Netty would unpack into temporary directories at each start, where
 * pty4j leaves them behind, and which fails where nothing may be written to /tmp or programs not be loaded from there.
 */
final class NativeLibraries {
    /** Below the jars. */
    static final String DIRECTORY = "native";

    /** How JNA and pty4j name processors. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86-64", "aarch64", "aarch64");

    /** How Netty does: by this, and an underscore for each dash. */
    private static final String EPOLL = "libnetty_transport_native_epoll_";

    private static final String JNA = "libjnidispatch.so";

    /** Where Linux distributions keep the C library. */
    private static final List<String> C_LIBRARY_PLACES =
            List.of("/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib");

    private NativeLibraries() {}

    /** For a processor that one of them does not know nothing is unpacked, and it helps itself. */
    static void unpack(Path jars) throws IOException {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        String epoll = EPOLL + String.valueOf(architecture).replace('-', '_') + ".so";
        Path target = Files.createDirectory(jars.resolve(DIRECTORY));
        try (var files = Files.newDirectoryStream(jars, "*.jar")) {
            for (Path jar : files) {
                try (ZipFile file = new ZipFile(jar.toFile())) {
                    unpack(file, "com/sun/jna/linux-" + architecture + "/" + JNA, target.resolve(JNA));
                    unpack(
                            file,
                            "resources/com/pty4j/native/linux/" + architecture + "/libpty.so",
                            target.resolve("linux").resolve(architecture + "/libpty.so"));
                    unpack(file, "META-INF/native/" + epoll, target.resolve(epoll));
                }
            }
        }
    }

    private static void unpack(ZipFile jar, String name, Path target) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry != null) {
            Files.createDirectories(target.getParent());
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, target);
            }
        }
    }

    /**
     * Tells JNA where the system's libraries are; otherwise it starts ldconfig to find out, each time. And that it has
     * nothing to unpack, and so nothing to clear away in /tmp, which it otherwise looks through.
     */
    static List<String> flags(Path jars) {
        List<String> flags = new ArrayList<>();
        C_LIBRARY_PLACES.stream()
                .filter(place -> Files.exists(Path.of(place, "libutil.so.1")))
                .limit(1)
                .map(place -> "-Djna.platform.library.path=" + place)
                .forEach(flags::add);
        if (Files.exists(jars.resolve(DIRECTORY).resolve(JNA))) {
            flags.add("-Djna.nounpack=true");
        }
        return flags;
    }
}
