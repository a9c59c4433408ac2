package dev.coop.cli;

import dev.coop.cli.terminal.UserTerminal;
import java.util.List;

/** The list of everything that coop can be told to do. A new subcommand is a class and a line here. */
final class Commands {
    private Commands() {}

    /** What happens without a subcommand's name. */
    static Command launcher(Caller caller) {
        return new RunCommand(caller, new Launcher(caller, UserTerminal::present)::run);
    }

    /** In the order of the help. */
    static List<Command> subcommands(Caller caller) {
        return List.of(new VersionCommand(caller), new TrainCommand(caller));
    }
}
