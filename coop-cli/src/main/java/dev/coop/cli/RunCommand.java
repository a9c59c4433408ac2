package dev.coop.cli;

import dev.coop.core.config.Settings;
import dev.coop.core.config.UsedBy;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop [OPTIONS] CMD…}: a program in a terminal of its own. */
final class RunCommand implements Command {
    private static final String SCROLLBACK = "--scrollback";

    private final Caller caller;
    private final ToIntFunction<RunOptions> launcher;
    private final Predicate<String> typed;

    /** @param typed which options are to be in the spec */
    RunCommand(Caller caller, ToIntFunction<RunOptions> launcher, Predicate<String> typed) {
        this.caller = caller;
        this.launcher = launcher;
        this.typed = typed;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("coop", HelpText.DESCRIPTION)
                .addOption(Specs.flag("Print the version.", "-V", "--version")
                        .versionHelp(true)
                        .build())
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
                        .build());
        SettingFlags.add(
                spec,
                Settings.ALL.stream()
                        .filter(setting -> setting.usedBy() != UsedBy.CLIENTS)
                        .toList(),
                typed);
        GroupedHelp.essential(spec);
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
                SettingFlags.readForHost(parsed, caller),
                parsed.hasMatchedOption(SCROLLBACK),
                command,
                parsed.originalArgs()));
    }
}
