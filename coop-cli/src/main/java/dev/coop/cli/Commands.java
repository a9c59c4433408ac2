package dev.coop.cli;

import dev.coop.cli.attach.AttachCommand;
import dev.coop.cli.client.ExplainCommand;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The list of everything that coop can be told to do. A new subcommand is a class and a line here. */
final class Commands {
    private Commands() {}

    /** By their names, in the order of the help. A start makes only the one that it needs. */
    static Map<String, Supplier<Command>> subcommands(Caller caller) {
        Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
        commands.put("ls", () -> new LsCommand(caller));
        commands.put("attach", () -> new AttachCommand(caller));
        commands.put("screen", () -> new ScreenCommand(caller, "screen"));
        commands.put("peek", () -> new ScreenCommand(caller, "peek"));
        commands.put("input", () -> new InputCommand(caller));
        commands.put("send-keys", () -> new SendKeysCommand(caller));
        commands.put("wait", () -> new WaitCommand(caller));
        commands.put("status", () -> new StatusCommand(caller));
        commands.put("explain", () -> new ExplainCommand(caller));
        commands.put("signal", () -> new SignalCommand(caller));
        commands.put("resize", () -> new ResizeCommand(caller));
        commands.put("upload", () -> new UploadCommand(caller));
        commands.put("open", () -> new OpenCommand(caller));
        commands.put("shutdown", () -> new ShutdownCommand(caller));
        commands.put("token", () -> new TokenCommand(caller));
        commands.put("config", () -> new ConfigCommand(caller));
        commands.put("completion", () -> new CompletionCommand(caller));
        commands.put("version", () -> new VersionCommand(caller));
        commands.put("train-aot", () -> new TrainCommand(caller));
        return commands;
    }
}
