package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.Command;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A command about one session. What goes wrong is said in one sentence, and the exit code is 1. */
public abstract class HostCommand implements Command {
    static final String JSON = "--json";

    private final Caller caller;
    private final TargetOptions targets;

    protected HostCommand(Caller caller) {
        this.caller = caller;
        this.targets = new TargetOptions(caller);
    }

    /** A spec with the options that all have, and arguments. */
    protected static CommandSpec command(String name, String arguments, String... description) {
        CommandSpec spec = TargetOptions.addTo(Specs.command(name, description))
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(arguments)
                        .hideParamSyntax(true)
                        .build());
        spec.usageMessage()
                .footer(footer("Exit code: 0 if it was done, 1 if not, 2 if the arguments make no sense or do not say"
                        + " which session."));
        return spec;
    }

    /** The end of a command's help. */
    protected static String[] footer(String... exitCodes) {
        return Stream.concat(Stream.of(TargetOptions.FOOTER), Stream.of(exitCodes))
                .toArray(String[]::new);
    }

    /** An option with a value. */
    protected static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec json() {
        return Specs.flag("Print the host's answer as JSON.", JSON).build();
    }

    @Override
    public final int run(ParseResult parsed) {
        try {
            return act(parsed, parsed.matchedPositionalValue(0, List.<String>of()));
        } catch (AmbiguousException several) {
            throw Specs.wrong(parsed, String.valueOf(several.getMessage()));
        } catch (IOException failure) {
            return failed(caller, failure);
        }
    }

    /** Says it, and returns the exit code. */
    static int failed(Caller caller, IOException failure) {
        caller.errors().println("coop: " + failure.getMessage());
        return ExitCode.FAILURE;
    }

    /**
     * Does it, and returns the exit code.
     *
     * @param arguments what was typed beside the options
     */
    protected abstract int act(ParseResult parsed, List<String> arguments) throws IOException;

    protected Caller caller() {
        return caller;
    }

    TargetOptions targets() {
        return targets;
    }

    /** The host, where the arguments are a name or nothing. */
    HostClient host(ParseResult parsed, List<String> arguments) throws IOException {
        return HostClient.of(target(parsed, arguments));
    }

    /** Who is meant, where the arguments are a name or nothing. */
    protected Target target(ParseResult parsed, List<String> arguments) throws IOException {
        if (arguments.size() > 1) {
            throw Specs.wrong(parsed, "too many arguments: '" + arguments.get(1) + "'");
        }
        return targets.target(parsed, arguments.stream().findFirst());
    }

    /** The host, where the last argument is something else and only one before it may be a name. */
    HostClient hostBefore(ParseResult parsed, List<String> arguments, String last) throws IOException {
        if (arguments.isEmpty()) {
            throw Specs.wrong(parsed, last + " is missing");
        }
        return host(parsed, arguments.subList(0, arguments.size() - 1));
    }

    /** A number among the options, or empty. */
    protected static Optional<Integer> number(ParseResult parsed, String option, int min, int max) {
        return parsed.hasMatchedOption(option)
                ? Optional.of(
                        checked(parsed, "option '" + option + "'", parsed.matchedOptionValue(option, ""), min, max))
                : Optional.empty();
    }

    private static int checked(ParseResult parsed, String what, String text, int min, int max) {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw Specs.wrong(parsed, "%s is '%s'; it must be a number from %d to %d".formatted(what, text, min, max));
    }
}
