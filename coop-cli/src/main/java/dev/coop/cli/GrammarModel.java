package dev.coop.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The launcher and some or all of the subcommands, as picocli parses them. */
final class GrammarModel {
    private static final int HELP_WIDTH = 100;

    private final Caller caller;
    private final Command launcher;
    private final Map<String, Command> named = new HashMap<>();
    private final CommandSpec root;

    /** @param known which of the subcommands are to be in it */
    GrammarModel(Caller caller, Command launcher, Map<String, Supplier<Command>> subcommands, Predicate<String> known) {
        this.caller = caller;
        this.launcher = launcher;
        this.root = launcher.spec();
        subcommands.forEach((name, maker) -> {
            if (known.test(name)) {
                Command command = maker.get();
                named.put(name, command);
                root.addSubcommand(name, Examples.addTo(command.spec()));
            }
        });
    }

    CommandSpec root() {
        return root;
    }

    ParseResult parse(String... args) {
        return new CommandLine(root)
                // An argument that begins with @ belongs to the program; it names no file of ours.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .parseArgs(args);
    }

    /** Runs the command, or prints the help of the last one that was named. */
    int act(ParseResult parsed) {
        ParseResult last = parsed;
        boolean help = parsed.isUsageHelpRequested();
        while (last.hasSubcommand()) {
            last = last.subcommand();
            help |= last.isUsageHelpRequested();
        }
        if (help) {
            last.commandSpec().commandLine().usage(caller.out());
            return ExitCode.OK;
        }
        if (parsed.isVersionHelpRequested()) {
            caller.out().println(Version.line());
            return ExitCode.OK;
        }
        return parsed.hasSubcommand() ? subcommand(parsed, parsed.subcommand()) : launcher.run(parsed);
    }

    private int subcommand(ParseResult before, ParseResult after) {
        String name = after.commandSpec().name();
        if (!before.matchedOptions().isEmpty()) {
            throw Specs.wrong(
                    before,
                    "option '%s' is for running a program; what is for '%s' stands behind it"
                            .formatted(before.matchedOptions().getFirst().longestName(), name));
        }
        Command command = named.get(name);
        if (command == null) {
            throw new IllegalStateException("not in the list of commands: " + name);
        }
        return command.run(after);
    }
}
