package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop signal}: sends a signal to a session's program. */
public final class SignalCommand extends HostCommand {
    private static final String GROUP = "--group";

    public SignalCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("signal", "[NAME] SIGNAL", "Send a signal, for example INT or 15, to a session's program.")
                .addOption(Specs.flag("To all processes of the program's group.", GROUP)
                        .build());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        hostBefore(parsed, arguments, "SIGNAL")
                .post(
                        "signal",
                        Json.object()
                                .with("signal", arguments.getLast())
                                .with("group", parsed.hasMatchedOption(GROUP)));
        return ExitCode.OK;
    }
}
