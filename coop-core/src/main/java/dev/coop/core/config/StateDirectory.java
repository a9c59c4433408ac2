package dev.coop.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where coop keeps what outlives it: {@code $XDG_STATE_HOME/coop}, which without that variable is in {@code
 * ~/.local/state}. As the XDG specification wants it, a variable that is empty or no absolute path counts as unset.
 * Nothing here looks at the disk.
 */
public final class StateDirectory {
    private static final String FOLDER = "coop";

    private StateDirectory() {}

    /** Without even a {@code HOME} it is below the directory for passing files. */
    public static Path of(Map<String, String> environment) {
        return chosen(environment).orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), FOLDER));
    }

    static Optional<Path> chosen(Map<String, String> environment) {
        return absolute(environment, "XDG_STATE_HOME")
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".local/state")))
                .map(state -> state.resolve(FOLDER));
    }

    /** The file of the tokens that {@code coop token} made. */
    public static Path tokens(Path state) {
        return state.resolve("tokens");
    }

    static Optional<Path> absolute(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.startsWith("/") && value.indexOf('\0') < 0 ? Optional.of(Path.of(value)) : Optional.empty();
    }
}
