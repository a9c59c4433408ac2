package dev.coop.core.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which agent a program is. */
public enum AgentKind {
    CLAUDE,
    CODEX,
    GEMINI,
    /** Any other program. */
    UNKNOWN;

    private static final Map<String, AgentKind> BY_PROGRAM =
            Map.of("claude", CLAUDE, "claudeless", CLAUDE, "codex", CODEX, "gemini", GEMINI);

    /** By the file name of the program. */
    public static AgentKind of(List<String> argv) {
        Path file = Path.of(argv.getFirst()).getFileName();
        return file == null ? UNKNOWN : BY_PROGRAM.getOrDefault(file.toString(), UNKNOWN);
    }

    /** By what it is called in settings. */
    public static AgentKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
