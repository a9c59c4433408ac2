package dev.coop.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Finds out which command was typed, and runs it; or prints its help, or what is wrong.
 *
 * <p>Built as a model, not from annotations: reading those by reflection costs as much as the rest of a start.
 */
final class Grammar {
    private static final int HELP_WIDTH = 100;

    private final Caller caller;
    private final Command launcher;
    private final Map<String, Command> subcommands = new LinkedHashMap<>();
    private final CommandSpec root;

    /** @param launcher what runs where no subcommand is named */
    Grammar(Caller caller, Command launcher, List<Command> subcommands) {
        this.caller = caller;
        this.launcher = launcher;
        this.root = launcher.spec();
        for (Command subcommand : subcommands) {
            CommandSpec spec = subcommand.spec();
            root.addSubcommand(spec.name(), spec);
            this.subcommands.put(spec.name(), subcommand);
        }
    }

    /** All that coop can be told to do. */
    static Grammar of(Caller caller) {
        return new Grammar(caller, Commands.launcher(caller), Commands.subcommands(caller));
    }

    /** Runs what {@code args} ask for and returns the exit code; {@link ExitCode#USAGE} with a sentence when they make no sense. */
    int execute(String... args) {
        return new CommandLine(root)
                .setOut(caller.out())
                .setErr(caller.errors())
                // An argument that begins with @ belongs to the program; it names no file of ours.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionStrategy(this::act)
                .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                .execute(args);
    }

    private int act(ParseResult parsed) {
        ParseResult asked = parsed;
        while (asked.hasSubcommand()) {
            asked = asked.subcommand();
        }
        if (asked.isUsageHelpRequested()) {
            asked.commandSpec().commandLine().usage(caller.out());
            return ExitCode.OK;
        }
        if (parsed.isVersionHelpRequested()) {
            caller.out().println(Version.line());
            return ExitCode.OK;
        }
        if (!parsed.hasSubcommand()) {
            return launcher.run(parsed);
        }
        ParseResult after = parsed.subcommand();
        Command command = subcommands.get(after.commandSpec().name());
        if (command == null) {
            throw new IllegalStateException(
                    "not in the list of commands: " + after.commandSpec().name());
        }
        return command.run(after);
    }

    private int explain(ParameterException wrong) {
        caller.errors().println("error: " + wrong.getMessage());
        caller.errors()
                .println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
