package dev.coop.cli;

import dev.coop.cli.attach.AttachCommand;
import dev.coop.cli.client.InputCommand;
import dev.coop.cli.client.LsCommand;
import dev.coop.cli.client.OpenCommand;
import dev.coop.cli.client.ResizeCommand;
import dev.coop.cli.client.ScreenCommand;
import dev.coop.cli.client.SendKeysCommand;
import dev.coop.cli.client.ShutdownCommand;
import dev.coop.cli.client.SignalCommand;
import dev.coop.cli.client.StatusCommand;
import dev.coop.cli.client.UploadCommand;
import dev.coop.cli.client.WaitCommand;
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
        return List.of(
                new LsCommand(caller),
                new AttachCommand(caller),
                new ScreenCommand(caller),
                new InputCommand(caller),
                new SendKeysCommand(caller),
                new WaitCommand(caller),
                new StatusCommand(caller),
                new SignalCommand(caller),
                new ResizeCommand(caller),
                new UploadCommand(caller),
                new OpenCommand(caller),
                new ShutdownCommand(caller),
                new VersionCommand(caller),
                new TrainCommand(caller));
    }
}
