package dev.coop.core.pty;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to start, and where. The program gets {@code environment} and {@code TERM}, in this order, and nothing of coop's
 * own environment.
 *
 * @param argv the program and its arguments. A name without a slash is looked up in the {@code PATH} of {@code environment}
 *     ({@value #DEFAULT_PATH} if it has none), a relative one starts from {@code directory}.
 * @param term the terminal type; it wins over a {@code TERM} in {@code environment}
 */
public record Launch(List<String> argv, Path directory, Map<String, String> environment, String term, WindowSize size) {
    /** Where programs are looked up without a {@code PATH}: what {@code execvp} does in the C library. */
    static final String DEFAULT_PATH = "/bin:/usr/bin";

    private static final String TERM = "TERM";

    public Launch {
        argv = List.copyOf(argv);
        Map<String, String> exact = new LinkedHashMap<>(environment);
        exact.remove(TERM);
        environment = Collections.unmodifiableMap(exact);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("argv: names no program");
        }
        for (int i = 0; i < argv.size(); i++) {
            checkNoNul("argv[" + i + "]", argv.get(i));
        }
        environment.forEach((name, value) -> {
            checkName(name);
            checkNoNul("environment." + name, value);
        });
        if (term.isBlank()) {
            throw new IllegalArgumentException("term: is empty");
        }
        checkNoNul("term", term);
    }

    String program() {
        return argv.getFirst();
    }

    String searchPath() {
        return environment.getOrDefault("PATH", DEFAULT_PATH);
    }

    /** {@code NAME=value} as the child sees it. */
    List<String> environmentBlock() {
        return Stream.concat(
                        environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()),
                        Stream.of(TERM + "=" + term))
                .toList();
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("environment: has an empty name");
        }
        checkNoNul("environment (a name)", name);
        if (name.indexOf('=') >= 0) {
            // Whoever wrote NAME=secret into the name must not find the secret in a log.
            throw new IllegalArgumentException(
                    "environment: the name " + name.substring(0, name.indexOf('=')) + "… contains '='");
        }
    }

    private static void checkNoNul(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + ": contains a NUL character");
        }
    }

    /** Without the values of the environment: they may be secrets. */
    @Override
    public String toString() {
        return "Launch[argv=" + argv + ", directory=" + directory + ", environment=" + environment.keySet() + ", term="
                + term + ", size=" + size + "]";
    }
}
