package dev.coop.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: one line for each word that can be typed, and when. */
final class FishCompletion {
    private FishCompletion() {}

    static String of(CommandSpec coop) {
        StringBuilder script = new StringBuilder("# Completion of coop for fish.\n");
        for (Completions.Node node : Completions.nodes(coop)) {
            String when = node.path().isEmpty()
                    ? "__fish_use_subcommand"
                    : "__fish_seen_subcommand_from "
                            + node.path().substring(node.path().lastIndexOf(' ') + 1);
            node.subcommands()
                    .forEach((word, command) -> script.append(
                            line(when, "-f -a " + word, command.usageMessage().description())));
            for (String word : node.arguments()) {
                script.append(line(when, "-f -a " + word));
            }
            for (OptionSpec option : node.options()) {
                for (String name : Completions.names(option)) {
                    script.append(line(when, name(name) + value(option), option.description()));
                }
            }
        }
        // What follows a program's name is the program's own.
        return script.append("complete -c coop -n 'not __fish_use_subcommand' -a '(__fish_complete_subcommand)'\n")
                .toString();
    }

    private static String line(String when, String what, String... description) {
        String words = description.length == 0 ? "" : " -d '" + description[0].replace("'", "\\'") + "'";
        return "complete -c coop -n '" + when + "' " + what + words + "\n";
    }

    private static String name(String option) {
        return option.startsWith("--") ? "-l " + option.substring(2) : "-s " + option.substring(1);
    }

    private static String value(OptionSpec option) {
        if (!Completions.takesValue(option)) {
            return "";
        }
        List<String> choices = Completions.choices(option);
        if (!choices.isEmpty()) {
            return " -x -a '" + String.join(" ", choices) + "'";
        }
        return Completions.takesFile(option) ? " -r -F" : " -x";
    }
}
