package dev.coop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop train-aot}: for the build, not for people, hence not in the help. */
final class TrainCommand implements Command {
    private static final String CLIENT = "--client";

    private final Caller caller;

    TrainCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("train-aot", "Start and stop once for the AOT cache.")
                .addOption(Specs.flag("For that of the commands that ask a host.", CLIENT)
                        .build());
        spec.usageMessage().hidden(true);
        return spec;
    }

    @Override
    public int run(ParseResult parsed) {
        Training training = new Training(caller.environment());
        return parsed.hasMatchedOption(CLIENT) ? training.client() : training.host();
    }
}
