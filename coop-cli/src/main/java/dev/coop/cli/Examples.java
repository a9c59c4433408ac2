package dev.coop.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What people type to look at a session and to drive it: the end of each of these commands' help. */
final class Examples {
    private static final Map<String, List<String>> BY_COMMAND = Map.ofEntries(
            Map.entry("ls", List.of("coop ls                          what runs here", "coop ls --json | jq")),
            Map.entry(
                    "attach",
                    List.of(
                            "coop attach claude               the session of that name",
                            "coop attach http://127.0.0.1:8080")),
            Map.entry("screen", List.of("coop screen claude", "coop screen claude --scrollback 200 >log")),
            Map.entry("peek", List.of("coop peek claude")),
            Map.entry("input", List.of("coop input claude --enter 'run the tests'")),
            Map.entry("send-keys", List.of("coop send-keys claude escape", "coop send-keys bash ctrl-c up enter")),
            Map.entry(
                    "wait",
                    List.of(
                            "coop wait bash --text 'done'",
                            "coop wait claude --idle 2000 --timeout 60",
                            "coop wait bash --exit")),
            Map.entry("status", List.of("coop status claude --json")),
            Map.entry("explain", List.of("coop explain claude", "coop explain claude --json")),
            Map.entry("signal", List.of("coop signal bash INT", "coop signal bash TERM --group")),
            Map.entry("resize", List.of("coop resize bash 120x40")),
            Map.entry("upload", List.of("coop upload claude notes.txt")),
            Map.entry("open", List.of("coop open claude")),
            Map.entry(
                    "token",
                    List.of(
                            "coop token create ci --role drive --expires 30d >ci.token",
                            "coop token list",
                            "coop token revoke ci")),
            Map.entry("shutdown", List.of("coop shutdown claude")));

    private Examples() {}

    /** The command's help ends with its examples, if there are any here. */
    static CommandSpec addTo(CommandSpec spec) {
        List<String> examples = BY_COMMAND.getOrDefault(spec.name(), List.of());
        if (!examples.isEmpty()) {
            List<String> footer =
                    new ArrayList<>(Arrays.asList(spec.usageMessage().footer()));
            footer.addAll(List.of("", "Examples:"));
            examples.forEach(example -> footer.add("  " + example));
            spec.usageMessage().footer(footer.toArray(String[]::new));
        }
        return spec;
    }
}
