package dev.coop.cli;

import dev.coop.core.pty.WindowSize;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop [OPTIONS] CMD…}: a program in a terminal of its own. */
final class RunCommand implements Command {
    private static final String COLUMNS = "--cols";
    private static final String ROWS = "--rows";
    private static final String SCROLLBACK = "--scrollback";

    private final Map<String, String> environment;
    private final ToIntFunction<RunOptions> launcher;

    RunCommand(Caller caller, ToIntFunction<RunOptions> launcher) {
        this.environment = caller.environment();
        this.launcher = launcher;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("coop", HelpText.DESCRIPTION)
                .addOption(Specs.flag("Print the version.", "-V", "--version")
                        .versionHelp(true)
                        .build())
                .addOption(size(COLUMNS, "Columns of the terminal. Default: those of your terminal; 200 without one."))
                .addOption(size(ROWS, "Rows of the terminal. Default: those of your terminal; 50 without one."))
                .addOption(Specs.flag(
                                "Without a terminal: print the lines that scrolled off above the final screen too.",
                                SCROLLBACK)
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("CMD")
                        .description("The program and its arguments, taken as they are from the first one on.")
                        .build());
        spec.parser().stopAtPositional(true);
        spec.usageMessage()
                .customSynopsis("coop [OPTIONS] [--] CMD [ARG...]", "       coop COMMAND [OPTIONS] [ARG...]")
                .footer(HelpText.FOOTER);
        return spec;
    }

    @Override
    public int run(ParseResult parsed) {
        List<String> command = parsed.matchedPositionalValue(0, List.<String>of());
        if (command.isEmpty()) {
            throw Specs.wrong(parsed, "a command is required, for example: coop -- bash");
        }
        return launcher.applyAsInt(new RunOptions(
                side(parsed, COLUMNS, "COOP_COLS"),
                side(parsed, ROWS, "COOP_ROWS"),
                parsed.hasMatchedOption(SCROLLBACK),
                command));
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
        throw Specs.wrong(
                parsed,
                "%s is '%s'; it must be a number from 1 to %d"
                        .formatted(
                                given ? "option '" + option + "'" : "the variable " + variable, value, WindowSize.MAX));
    }

    private static OptionSpec size(String name, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel("N")
                .description(description)
                .build();
    }
}
