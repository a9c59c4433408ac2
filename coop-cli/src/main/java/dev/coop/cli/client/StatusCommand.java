package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop status}: one session in figures. */
public final class StatusCommand extends HostCommand {
    public StatusCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("status", "[NAME]", "Print a session's state and figures.")
                .addOption(json());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        String answer = host(parsed, arguments).get("status");
        if (parsed.hasMatchedOption(JSON)) {
            caller().out().println(answer);
            return ExitCode.OK;
        }
        Json.parse(answer).fields().forEach((field, value) -> {
            if (!value.isNull()) {
                caller().out().printf("%-14s %s%n", field, value.text().orElseGet(value::toString));
            }
        });
        return ExitCode.OK;
    }
}
