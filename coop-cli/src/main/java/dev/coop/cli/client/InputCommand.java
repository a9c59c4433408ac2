package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop input}: types text. */
public final class InputCommand extends HostCommand {
    private static final String ENTER = "--enter";

    public InputCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("input", "[NAME] TEXT", "Type text into a session.")
                .addOption(Specs.flag("Press Enter after it.", ENTER).build());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        hostBefore(parsed, arguments, "TEXT")
                .post(
                        "input",
                        Json.object().with("text", arguments.getLast()).with("enter", parsed.hasMatchedOption(ENTER)));
        return ExitCode.OK;
    }
}
