package dev.coop.cli;

import dev.coop.core.config.HostSettings;
import java.util.List;

/**
 * What {@code coop [OPTIONS] CMD…} asks for.
 *
 * @param scrollback print the history above the final screen too
 * @param command the program and its arguments, at least the program
 * @param arguments all that was typed
 */
record RunOptions(HostSettings settings, boolean scrollback, List<String> command, List<String> arguments) {
    RunOptions {
        arguments = List.copyOf(arguments);
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: names no program");
        }
    }
}
