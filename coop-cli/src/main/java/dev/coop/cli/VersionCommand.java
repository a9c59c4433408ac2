package dev.coop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop version}. */
final class VersionCommand implements Command {
    private final Caller caller;

    VersionCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        return Specs.examples(
                Specs.command("version", "Print the version."),
                "coop version       coop and the Java that it runs on",
                "coop -- version    the program 'version', not this");
    }

    @Override
    public int run(ParseResult parsed) {
        caller.out().println(Version.line());
        return ExitCode.OK;
    }
}
