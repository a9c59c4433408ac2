package dev.coop.cli;

import dev.coop.core.config.NearestName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Finds out which command was typed, and runs it; or prints its help, or what is wrong.
 *
 * <p>Built as a model, not from annotations: reading those by reflection costs as much as the rest of a start. The whole
 * model with all its settings would cost a tenth of it, so a start makes the part that was typed, and the whole only for a
 * help text and where the part does not understand what was typed.
 */
final class Grammar {
    private final Caller caller;
    private final Function<Predicate<String>, Command> launcher;
    private final Map<String, Supplier<Command>> subcommands;

    /**
     * @param launcher makes what runs where no subcommand is named; told which options may have been typed
     * @param subcommands make what is named
     */
    Grammar(Caller caller, Function<Predicate<String>, Command> launcher, Map<String, Supplier<Command>> subcommands) {
        this.caller = caller;
        this.launcher = launcher;
        this.subcommands = subcommands;
    }

    /** All that coop can be told to do. */
    static Grammar of(Caller caller) {
        return of(caller, Launcher.of(caller)::run);
    }

    /** The same, but programs are run by somebody else. */
    static Grammar of(Caller caller, ToIntFunction<RunOptions> launcher) {
        return new Grammar(caller, typed -> new RunCommand(caller, launcher, typed), Commands.subcommands(caller));
    }

    /** Runs what {@code args} ask for and returns the exit code; {@link ExitCode#USAGE} with a sentence when they make no sense. */
    int execute(String... args) {
        try {
            GrammarModel model = model(typed(args));
            ParseResult parsed;
            try {
                parsed = model.parse(args);
            } catch (ParameterException notInThisPart) {
                model = model(Grammar::everything);
                parsed = model.parse(args);
            }
            return model.act(parsed);
        } catch (ParameterException wrong) {
            caller.errors().println("error: " + wrong.getMessage() + suggestion(wrong));
            caller.errors()
                    .println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        }
    }

    /** The whole model, for who walks along it. */
    CommandSpec whole() {
        return model(Grammar::everything).root();
    }

    private GrammarModel model(Predicate<String> typed) {
        return new GrammarModel(caller, launcher.apply(typed), subcommands, typed);
    }

    /** What cannot have been typed need not be known; but a help text shows everything. */
    private static Predicate<String> typed(String... args) {
        Set<String> words = new HashSet<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            words.add(equals < 0 ? arg : arg.substring(0, equals));
        }
        return words.contains("-h") || words.contains("--help") ? Grammar::everything : words::contains;
    }

    private static boolean everything(String unused) {
        return true;
    }

    private static String suggestion(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unknown)
                || unknown.getUnmatched().isEmpty()) {
            return "";
        }
        String written = unknown.getUnmatched().getFirst();
        Set<String> known = wrong.getCommandLine().getCommandSpec().optionsMap().keySet();
        int equals = written.indexOf('=');
        return NearestName.of(equals < 0 ? written : written.substring(0, equals), known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
