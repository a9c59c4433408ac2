package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop send-keys}: presses keys by their names. */
public final class SendKeysCommand extends HostCommand {
    public SendKeysCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = command(
                "send-keys",
                "[NAME] KEY...",
                "Press keys in a session, for example: up, enter, ctrl-c, alt-x, shift-tab, f5.",
                "The first word is a session's name if there is one of that name and more words follow.");
        return spec;
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        boolean named = arguments.size() > 1
                && !TargetOptions.given(parsed)
                && targets().isKnown(parsed, arguments.getFirst());
        List<String> keys = arguments.subList(named ? 1 : 0, arguments.size());
        if (keys.isEmpty()) {
            throw Specs.wrong(parsed, "KEY is missing");
        }
        host(parsed, arguments.subList(0, named ? 1 : 0))
                .post(
                        "input/keys",
                        Json.object()
                                .with(
                                        "keys",
                                        Json.of(keys.stream().map(Json::of).toList())));
        return ExitCode.OK;
    }
}
