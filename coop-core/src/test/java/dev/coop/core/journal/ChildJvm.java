package dev.coop.core.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this one's class path, for what a test can't do to its own process. */
final class ChildJvm {
    private ChildJvm() {}

    static ProcessBuilder of(Class<?> main, String... arguments) {
        return of(List.of(), main, arguments);
    }

    /** As root without the right to ignore file permissions; for any other user as it is. */
    static ProcessBuilder obeyingPermissions(Class<?> main, String... arguments) {
        var setpriv = Path.of("/usr/bin/setpriv");
        return of(
                isRoot() && Files.isExecutable(setpriv)
                        ? List.of(setpriv.toString(), "--bounding-set=-dac_override,-dac_read_search")
                        : List.of(),
                main,
                arguments);
    }

    private static ProcessBuilder of(List<String> before, Class<?> main, String... arguments) {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
