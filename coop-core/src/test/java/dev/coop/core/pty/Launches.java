package dev.coop.core.pty;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Launches that tests share. */
final class Launches {
    static final WindowSize SIZE = new WindowSize(120, 40);
    static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");

    private Launches() {}

    static Launch of(String... argv) {
        return new Launch(List.of(argv), Path.of("/tmp"), ENVIRONMENT, "xterm-256color", SIZE);
    }

    static Launch sh(String script) {
        return of("/bin/sh", "-c", script);
    }
}
