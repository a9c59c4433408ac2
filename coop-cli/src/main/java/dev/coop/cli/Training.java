package dev.coop.cli;

import dev.coop.cli.terminal.UserTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes the ways of an ordinary start once, so that the AOT cache holds what those need: a program without a terminal of
 * the user's, one that cannot be started, and one that is attached to the user's terminal. For the last, call it in one.
 */
final class Training {
    /** Prints what an agent would: text, colours, wide and combined characters, the alternate screen, a title. */
    private static final String PROGRAM = """
        printf '\\033]0;title\\007plain \\033[1;31mred \\033[38;5;99mindexed \\033[38;2;1;2;3mtrue\\033[0m\\r\\n'
        printf '\\033[?1049h\\033[2J\\033[3;4Hthere \\342\\234\\223 \\346\\227\\245 e\\314\\201\\033[K\\033[?1049l'
        printf 'line\\n%.0s' 1 2 3 4 5 6 7 8 9
        """;

    private final PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private final Map<String, String> environment;

    Training(Map<String, String> environment) {
        this.environment = new HashMap<>(environment);
        // Whoever builds coop may have settings of their own, and these may be wrong.
        this.environment.keySet().removeIf(name -> name.startsWith("COOP_") || name.matches("HOME|XDG_CONFIG_HOME"));
    }

    /** Returns an exit code: not 0 if a way could not be gone. */
    int run() {
        start(false, "--", "/no/such/program");
        start(false, "--help");
        int settings = readSettings();
        if (settings != ExitCode.OK) {
            return settings;
        }
        int headless = start(false, "--rows", "5", "--scrollback", "--", "/bin/sh", "-c", PROGRAM);
        return headless == ExitCode.OK && UserTerminal.present()
                ? start(true, "--", "/bin/sh", "-c", PROGRAM)
                : headless;
    }

    /** With a configuration file, as the library that reads it is large. */
    private int readSettings() {
        // Not createTempDirectory: the random numbers for its name would be trained, too, and loaded at each start.
        String name = "coop-training-" + ProcessHandle.current().pid();
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), name);
        Path file = directory.resolve("coop").resolve("config.toml");
        try {
            Files.createDirectory(directory);
            try {
                Files.createDirectory(file.getParent());
                Files.writeString(file, "cols = 80\nlog-level = \"info\"\nallow-host = [\"localhost\"]\n");
                environment.put("XDG_CONFIG_HOME", directory.toString());
                return start(false, "config");
            } finally {
                environment.remove("XDG_CONFIG_HOME");
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
                Files.delete(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("training needs a temporary directory", failure);
        }
    }

    /** The exceptions' classes, too: the virtual machine looks at them whenever it checks a class that mentions them. */
    private int start(boolean attached, String... arguments) {
        Caller caller = new Caller(nowhere, nowhere, environment);
        Launcher launcher = new Launcher(caller, () -> attached);
        return new Grammar(caller, typed -> new RunCommand(caller, launcher::run, typed), Commands.subcommands(caller))
                .execute(arguments);
    }
}
