package dev.coop.cli;

import dev.coop.core.pty.WindowSize;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code coop [OPTIONS] CMD…} asks for.
 *
 * @param columns as given; absent where the user left it to coop
 * @param rows as given; absent where the user left it to coop
 * @param scrollback print the history above the final screen too
 * @param command the program and its arguments, at least the program
 */
record RunOptions(OptionalInt columns, OptionalInt rows, boolean scrollback, List<String> command) {
    RunOptions {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: names no program");
        }
    }

    /** The size to use where nothing else was asked for: that of the user's terminal, or the default. */
    WindowSize size(WindowSize otherwise) {
        return new WindowSize(columns.orElse(otherwise.columns()), rows.orElse(otherwise.rows()));
    }
}
