package dev.coop.cli;

/** The parts of {@code coop --help} that are prose. */
final class HelpText {
    static final String[] DESCRIPTION = {
        "Runs a program in a pseudo-terminal of its own.",
        "",
        "In a terminal, coop shows the program right there and ends with it. Ctrl+] leaves, which ends the program.",
        "Otherwise coop runs it to its end and prints the final screen as text.",
        ""
    };

    static final String[] FOOTER = {
        "",
        "Examples:",
        "  coop -- bash                                        a shell in this terminal",
        "  coop -- ls -l --color </dev/null                    the screen as text, once ls has ended",
        "  coop --cols 80 --rows 24 -- top -bn1 </dev/null     the same on a screen of 80x24",
        "  coop --scrollback -- make test </dev/null >log      everything it printed, not just the last screen",
        "  coop -- version                                     the program 'version', not the subcommand",
        "",
        "Environment:",
        "  COOP_COLS, COOP_ROWS        as --cols and --rows, where those are not given",
        "  COOP_SHUTDOWN_TIMEOUT_MS    how long a program may take to end when coop is told to (10000)",
        "  COOP_VT_DECRQCRA            1: a program may read the screen through checksums, as test suites do",
        "",
        "Exit code: the program's own; 128+n if signal n ended it. SIGTERM, SIGINT, SIGHUP or Ctrl+] hang the",
        "program up: 0 if it ended by that, 137 if it had to be killed; a second signal kills it at once: 130.",
        "1 if it could not be started, 2 if the arguments make no sense.",
    };

    private HelpText() {}
}
