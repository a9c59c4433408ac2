package dev.coop.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The yardsticks that bench/run compiled or installed under the module's target directory; absent where it could not. */
final class Installed {
    /** Why a C program can be absent. */
    static final String NO_COMPILER = "not measured: no C compiler";
    /** Why xterm can be absent. */
    static final String NO_NPM = "not measured: no npm";

    private static final Path BENCH = Path.of(required("bench.directory"));

    private Installed() {}

    static Optional<Path> cProgram(String name) {
        return Optional.of(BENCH.resolve("target/c/" + name)).filter(Files::isExecutable);
    }

    /** The directory whose node_modules holds @xterm/headless. */
    static Optional<Path> xterm() {
        return Optional.of(BENCH.resolve("target/xterm"))
                .filter(directory -> Files.exists(directory.resolve("node_modules/@xterm/headless/package.json")));
    }

    static Path xtermProgram() {
        return BENCH.resolve("src/main/node/xterm.mjs");
    }

    /** The root of the source tree that is measured. */
    static Path repository() {
        return BENCH.resolveSibling("");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("-D" + property + " is not set: start through bench/run");
        }
        return value;
    }
}
