package dev.coop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the scripts for all shells need to know of a command line. */
final class Completions {
    private Completions() {}

    /** One command; {@code path} is the words that lead to it: empty, {@code config}, {@code token create}. */
    record Node(String path, CommandSpec spec) {
        List<OptionSpec> options() {
            return spec.options().stream().filter(option -> !option.hidden()).toList();
        }

        /** By their names, without those that are not for people. */
        Map<String, CommandSpec> subcommands() {
            Map<String, CommandSpec> visible = new LinkedHashMap<>();
            spec.subcommands().forEach((name, command) -> visible.put(name, command.getCommandSpec()));
            visible.values().removeIf(command -> command.usageMessage().hidden());
            return visible;
        }

        /** The words that its arguments are chosen from. */
        List<String> arguments() {
            return spec.positionalParameters().stream()
                    .map(Completions::choices)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** The command itself and all below it. */
    static List<Node> nodes(CommandSpec root) {
        List<Node> nodes = new ArrayList<>();
        collect("", root, nodes);
        return nodes;
    }

    static List<String> choices(ArgSpec argument) {
        List<String> choices = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(choices::add);
        }
        return choices;
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    static boolean takesFile(ArgSpec argument) {
        return argument.paramLabel().equals("FILE");
    }

    /** All the ways to write an option. */
    static List<String> names(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        if (option.negatable()) {
            names.add(option.longestName().replaceFirst("^--", "--no-"));
        }
        return names;
    }

    private static void collect(String path, CommandSpec spec, List<Node> nodes) {
        Node node = new Node(path, spec);
        nodes.add(node);
        node.subcommands().forEach((name, command) -> collect((path + " " + name).strip(), command, nodes));
    }
}
