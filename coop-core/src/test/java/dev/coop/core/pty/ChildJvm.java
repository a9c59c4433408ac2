package dev.coop.core.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM with our classes, for what a process can't do to itself: other limits, another user, other beginnings. */
final class ChildJvm {
    private ChildJvm() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static List<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<Path> entries = new ArrayList<>();
        for (String entry : path.split(":", -1)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry));
            }
        }
        return entries;
    }

    static List<String> command(Class<?> main, String classPath, String... options) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        return command;
    }

    static String joined(List<Path> classPath) {
        return String.join(":", classPath.stream().map(Path::toString).toList());
    }

    /** Runs it to its end, and returns what it said on both outputs. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new AssertionError("the child JVM ended with " + code + " and said: " + said);
        }
        return said;
    }
}
