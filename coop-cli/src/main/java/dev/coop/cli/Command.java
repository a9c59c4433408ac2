package dev.coop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One thing that coop can be told to do: what may be typed, and what happens then. {@link Commands} lists them all.
 *
 * <p>Asked for its help, a command is not run. What it cannot make sense of it says with {@link Specs#wrong}.
 */
public interface Command {
    /** The name, the options and the help; a new one at each call. */
    CommandSpec spec();

    /**
     * Does it, and returns the exit code.
     *
     * @param parsed what was typed after this command's name
     */
    int run(ParseResult parsed);
}
