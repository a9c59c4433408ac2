package dev.coop.cli;

import dev.coop.core.pty.WindowSize;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What may be typed, and what {@code --help} says about it.
 *
 * <p>Built as a model, not from annotations: reading those by reflection costs as much as the rest of a start.
 */
final class Grammar {
    /** What the arguments of a command that cannot be understood end with. */
    static final int USAGE = ExitCode.USAGE;

    /** What the commands do. */
    interface Actions {
        /** Runs the program to its end and returns the exit code. */
        int run(RunOptions options);

        String version();

        /** Uses everything that a start uses once, for the AOT cache. */
        int train();
    }

    private static final String COLUMNS = "--cols";
    private static final String ROWS = "--rows";
    private static final String SCROLLBACK = "--scrollback";
    private static final String COMMAND = "CMD";
    private static final String VERSION = "version";
    /** Not for people, hence not in the help. */
    private static final String TRAIN = "train-aot";

    private final PrintWriter out;
    private final PrintWriter errors;
    private final Map<String, String> environment;

    Grammar(PrintWriter out, PrintWriter errors, Map<String, String> environment) {
        this.out = out;
        this.errors = errors;
        this.environment = environment;
    }

    /** Runs what {@code args} ask for and returns the exit code; {@link #USAGE} with a sentence when they make no sense. */
    int execute(String[] args, Actions actions) {
        return new CommandLine(coop())
                .setOut(out)
                .setErr(errors)
                .setStopAtPositional(true)
                .setUsageHelpWidth(100)
                .setExecutionStrategy(parsed -> act(parsed, actions))
                .setParameterExceptionHandler((wrong, _) -> explain(wrong))
                .execute(args);
    }

    private int act(ParseResult parsed, Actions actions) {
        if (parsed.isUsageHelpRequested()
                || (parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested())) {
            ParseResult asked = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            asked.commandSpec().commandLine().usage(out);
            return ExitCode.OK;
        }
        String subcommand =
                parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : null;
        if (parsed.isVersionHelpRequested() || VERSION.equals(subcommand)) {
            out.println(actions.version());
            return ExitCode.OK;
        }
        return TRAIN.equals(subcommand) ? actions.train() : actions.run(runOptions(parsed));
    }

    private RunOptions runOptions(ParseResult parsed) {
        List<String> command = parsed.matchedPositionalValue(0, List.<String>of());
        if (command.isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), "a command is required, for example: coop -- bash");
        }
        return new RunOptions(
                side(parsed, COLUMNS, "COOP_COLS"),
                side(parsed, ROWS, "COOP_ROWS"),
                parsed.hasMatchedOption(SCROLLBACK),
                command);
    }

    private OptionalInt side(ParseResult parsed, String option, String variable) {
        boolean given = parsed.hasMatchedOption(option);
        String value = given ? parsed.matchedOptionValue(option, "") : environment.getOrDefault(variable, "");
        if (value.isEmpty() && !given) {
            return OptionalInt.empty();
        }
        if (value.matches("[0-9]{1,9}")) {
            int side = Integer.parseInt(value);
            if (side >= 1 && side <= WindowSize.MAX) {
                return OptionalInt.of(side);
            }
        }
        throw new ParameterException(
                parsed.commandSpec().commandLine(),
                "%s is '%s'; it must be a number from 1 to %d"
                        .formatted(
                                given ? "option '" + option + "'" : "the variable " + variable, value, WindowSize.MAX));
    }

    private int explain(ParameterException wrong) {
        errors.println("error: " + wrong.getMessage());
        errors.println("Try: coop --help");
        return USAGE;
    }

    private static CommandSpec coop() {
        CommandSpec coop = CommandSpec.create()
                .name("coop")
                .addOption(
                        flag("Print this help.", "-h", "--help").usageHelp(true).build())
                .addOption(flag("Print the version.", "-V", "--version")
                        .versionHelp(true)
                        .build())
                .addOption(size(COLUMNS, "Columns of the terminal. Default: those of your terminal; 200 without one."))
                .addOption(size(ROWS, "Rows of the terminal. Default: those of your terminal; 50 without one."))
                .addOption(flag(
                                "Without a terminal: print the lines that scrolled off above the final screen too.",
                                SCROLLBACK)
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(COMMAND)
                        .description("The program and its arguments, taken as they are from the first one on.")
                        .build())
                .addSubcommand(VERSION, subcommand(VERSION, "Print the version."))
                .addSubcommand(TRAIN, hidden(subcommand(TRAIN, "Start and stop once for the AOT cache.")));
        coop.usageMessage()
                .customSynopsis("coop [OPTIONS] [--] CMD [ARG...]", "       coop version")
                .description(HelpText.DESCRIPTION)
                .footer(HelpText.FOOTER);
        return coop;
    }

    private static CommandSpec subcommand(String name, String description) {
        CommandSpec spec = CommandSpec.create()
                .name(name)
                .addOption(
                        flag("Print this help.", "-h", "--help").usageHelp(true).build());
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandSpec hidden(CommandSpec spec) {
        spec.usageMessage().hidden(true);
        return spec;
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .type(boolean.class)
                .description(description);
    }

    private static OptionSpec size(String name, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel("N")
                .description(description)
                .build();
    }
}
