package dev.coop.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the specs of several commands have in common. */
public final class Specs {
    private Specs() {}

    /** A command with {@code --help} and nothing else yet. */
    public static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create()
                .name(name)
                .addOption(
                        flag("Print this help.", "-h", "--help").usageHelp(true).build());
        spec.usageMessage().description(description);
        return spec;
    }

    /** An option without a value. */
    public static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .type(boolean.class)
                .description(description);
    }

    /** Lets the help end with examples, without which no command is complete. */
    static CommandSpec examples(CommandSpec spec, String... examples) {
        List<String> footer = new ArrayList<>(List.of("", "Examples:"));
        Arrays.stream(examples).map(example -> "  " + example).forEach(footer::add);
        spec.usageMessage().footer(footer.toArray(String[]::new));
        return spec;
    }

    /** What a command throws that can make no sense of its arguments: a sentence on stderr, and {@link ExitCode#USAGE}. */
    public static ParameterException wrong(ParseResult parsed, String sentence) {
        return new ParameterException(parsed.commandSpec().commandLine(), sentence);
    }
}
