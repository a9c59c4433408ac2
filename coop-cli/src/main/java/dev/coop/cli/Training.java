package dev.coop.cli;

import dev.coop.cli.terminal.UserTerminal;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * Goes the ways of ordinary starts once, so that the AOT cache holds what those need: a program without a terminal of the
 * user's, one that cannot be started, a host that serves and the commands that ask it, and one that is attached to the
 * user's terminal. For the last, call it in one.
 */
final class Training {
    /** Prints what an agent would: text, colours, wide and combined characters, the alternate screen, a title. */
    private static final String PROGRAM = """
        printf '\\033]0;title\\007plain \\033[1;31mred \\033[38;5;99mindexed \\033[38;2;1;2;3mtrue\\033[0m\\r\\n'
        printf '\\033[?1049h\\033[2J\\033[3;4Hthere \\342\\234\\223 \\346\\227\\245 e\\314\\201\\033[K\\033[?1049l'
        printf 'line\\n%.0s' 1 2 3 4 5 6 7 8 9
        """;

    private static final String NAME = "training";
    private static final Duration START_TAKES_AT_MOST = Duration.ofSeconds(20);
    private static final int LOOK_AGAIN_MILLIS = 5;

    private final PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private final Map<String, String> environment;

    Training(Map<String, String> environment) {
        this.environment = new HashMap<>(environment);
        // Whoever builds coop may have settings of their own, and these may be wrong.
        this.environment.keySet().removeIf(name -> name.startsWith("COOP_") || name.matches("HOME|XDG_[A-Z]+_HOME"));
    }

    /** What a host needs. Returns an exit code: not 0 if a way could not be gone. */
    int host() {
        return in(directory -> {
            start(false, "--", "/no/such/program");
            int worst = readSettings(directory);
            worst = Math.max(worst, start(false, "--rows", "5", "--scrollback", "--", "/bin/sh", "-c", PROGRAM));
            worst = Math.max(worst, serve(directory));
            return worst == ExitCode.OK && UserTerminal.present()
                    ? start(true, this::inThisProcess, "--", "/bin/sh", "-c", PROGRAM)
                    : worst;
        });
    }

    /** What commands need that ask a host, and the front in a terminal. Returns an exit code, too. */
    int client() {
        return in(directory -> {
            start(false, "--help");
            int worst = Math.max(readSettings(directory), start(false, "version"));
            CompletableFuture<Integer> asked = running(() -> askAndEnd(directory));
            worst = Math.max(worst, start(true, new HostJvm(environment), "--name", NAME, "--", "/bin/cat"));
            return Math.max(worst, asked.join());
        });
    }

    /** A way that is gone with a directory of its own for sockets and settings. */
    private interface Way {
        int go(Path directory) throws IOException;
    }

    private int in(Way way) {
        // Not createTempDirectory: the random numbers for its name would be trained, too, and loaded at each start.
        String name = "coop-training-" + ProcessHandle.current().pid();
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), name);
        environment.put("XDG_RUNTIME_DIR", directory.toString());
        try {
            Files.createDirectory(directory);
            try {
                return way.go(directory);
            } finally {
                Files.deleteIfExists(directory.resolve("coop"));
                Files.delete(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("training needs a temporary directory", failure);
        }
    }

    /** With a configuration file, as the library that reads it is large. */
    private int readSettings(Path directory) throws IOException {
        Path home = Files.createDirectory(directory.resolve("config"));
        Path file = Files.createDirectory(home.resolve("coop")).resolve("config.toml");
        try {
            Files.writeString(file, "cols = 80\nlog-level = \"info\"\nallow-host = [\"localhost\"]\n");
            environment.put("XDG_CONFIG_HOME", home.toString());
            return start(false, "config");
        } finally {
            environment.remove("XDG_CONFIG_HOME");
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
            Files.delete(home);
        }
    }

    /** A host, what is asked of it most, and its end. */
    private int serve(Path directory) {
        CompletableFuture<Integer> host = running(() -> start(false, "--serve", "--name", NAME, "--", "/bin/cat"));
        int worst = askAndEnd(directory);
        return worst == ExitCode.OK ? host.join() : worst;
    }

    private int askAndEnd(Path directory) {
        Path socket = directory.resolve("coop").resolve(NAME + ".sock");
        if (!isThere(socket)) {
            return ExitCode.FAILURE;
        }
        int worst = ExitCode.OK;
        for (String command : List.of(
                "ls",
                "status " + NAME,
                "input " + NAME + " text --enter",
                "send-keys " + NAME + " enter",
                "wait " + NAME + " --text text",
                "screen " + NAME)) {
            worst = Math.max(worst, start(false, command.split(" ")));
        }
        GrpcCall.health(socket);
        return Math.max(worst, start(false, "shutdown", NAME));
    }

    private static boolean isThere(Path socket) {
        long deadline = System.nanoTime() + START_TAKES_AT_MOST.toNanos();
        while (!Files.exists(socket)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException("nobody interrupts the main thread", unexpected);
            }
        }
        return true;
    }

    /** The exceptions' classes, too: the virtual machine looks at them whenever it checks a class that mentions them. */
    private int start(boolean attached, HostStarter starter, String... arguments) {
        Caller caller = new Caller(nowhere, nowhere, environment);
        return Grammar.of(caller, new Launcher(caller, () -> attached, starter)::run)
                .execute(arguments);
    }

    private int start(boolean attached, String... arguments) {
        return start(attached, this::inThisProcess, arguments);
    }

    /** The host of an attached start, in this very process: another one would not be trained. */
    private StartedHost inThisProcess(List<String> arguments, WindowSize window) throws IOException {
        PipedOutputStream words = new PipedOutputStream();
        PipedOutputStream presence = new PipedOutputStream();
        PipedInputStream seen = new PipedInputStream(presence);
        PrintWriter said = new PrintWriter(words, true, StandardCharsets.UTF_8);
        Caller caller = new Caller(said, said, environment);
        return new StartedHost(new PipedInputStream(words), presence, () -> {}, running(() -> {
            try (said) {
                return Grammar.of(caller, new BackgroundHost(caller, window, seen, () -> {})::run)
                        .execute(arguments.toArray(String[]::new));
            }
        }));
    }

    private static CompletableFuture<Integer> running(IntSupplier way) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread.ofPlatform().name("coop-training").daemon().start(() -> code.complete(way.getAsInt()));
        return code;
    }
}
