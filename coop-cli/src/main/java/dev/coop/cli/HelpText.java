package dev.coop.cli;

/** The parts of {@code coop --help} that are prose. */
final class HelpText {
    static final String[] DESCRIPTION = {
        "",
        "Runs a program in a pseudo-terminal of its own. CMD and what follows it is taken as it is.",
        "",
        "In a terminal, coop shows the program right there and ends with it. Ctrl+] leaves it running;",
        "'coop attach' returns. Otherwise coop runs it to its end and prints the final screen as text.",
        "",
        "Examples:",
        "  coop -- bash                                      a shell in this terminal",
        "  coop -- ls -l --color </dev/null                  the screen as text, once ls has ended",
        "  coop --cols 80 --rows 24 -- top -bn1 </dev/null   the same on a screen of 80x24",
        "  coop --scrollback -- make test </dev/null >log    all it printed, not just the last screen",
        "  coop -- version                                   the program 'version', not the command",
        "  coop config                                       what is set, and where that came from",
    };

    static final String[] FOOTER = {
        "",
        "Settings: most options can also be a variable (--cols: COOP_COLS) or a line in the file",
        "~/.config/coop/config.toml (cols = 80). An option wins over a variable, a variable over the",
        "file. There are more, for times (such as COOP_SHUTDOWN_TIMEOUT_MS) and for limits:",
        "coop config --help.",
        "",
        "Exit code: the program's own; 128+n if signal n ended it. SIGTERM, SIGINT and SIGHUP hang the",
        "program up: 0 if it ended by that, 137 if it had to be killed. A second signal kills it at",
        "once: 130. 0 after Ctrl+]; 1 if the program could not be started or its host was killed, 2 if",
        "the arguments or settings make no sense.",
    };

    private HelpText() {}
}
