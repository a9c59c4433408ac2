package dev.coop.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Goes the ways of an ordinary start once, so that the AOT cache holds what those need: a program without a terminal of
 * the user's, then one that is attached to it. For the latter, call it in a terminal.
 */
final class Training {
    /** Prints what an agent would: text, colours, wide and combined characters, the alternate screen, a title. */
    private static final List<String> PROGRAM = List.of("/bin/sh", "-c", """
        printf '\\033]0;title\\007plain \\033[1;31mred \\033[38;5;99mindexed \\033[38;2;1;2;3mtrue\\033[0m\\r\\n'
        printf '\\033[?1049h\\033[2J\\033[3;4Hthere \\342\\234\\223 \\346\\227\\245 e\\314\\201\\033[K\\033[?1049l'
        printf 'line\\n%.0s' 1 2 3 4 5 6 7 8 9
        """);

    private Training() {}

    static int run(Map<String, String> environment, PrintWriter errors) {
        RunOptions options = new RunOptions(OptionalInt.empty(), OptionalInt.of(5), true, PROGRAM);
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Commands commands = new Commands(nowhere, errors, environment);
        int headless = commands.run(options, false);
        return headless != ExitCode.OK || !UserTerminal.present() ? headless : commands.run(options, true);
    }
}
