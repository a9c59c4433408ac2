package dev.coop.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The list of everything that coop can be told to do. A new subcommand is a class and a line here. */
final class Commands {
    private Commands() {}

    /**
     * What happens without a subcommand's name.
     *
     * @param typed may this option have been typed? Others need not be known
     */
    static Command launcher(Caller caller, Predicate<String> typed) {
        return new RunCommand(caller, new Launcher(caller, UserTerminal::present)::run, typed);
    }

    /** By their names, in the order of the help. A start makes only the one that it needs. */
    static Map<String, Supplier<Command>> subcommands(Caller caller) {
        Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
        commands.put("config", () -> new ConfigCommand(caller));
        commands.put("completion", () -> new CompletionCommand(caller));
        commands.put("version", () -> new VersionCommand(caller));
        commands.put("train-aot", () -> new TrainCommand(caller));
        return commands;
    }
}
