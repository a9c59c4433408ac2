package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop shutdown}: ends a host, or one of several sessions of it. */
public final class ShutdownCommand extends HostCommand {
    public ShutdownCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command(
                "shutdown",
                "[NAME]",
                "End a host and the programs in it, as SIGTERM would; HOST/SESSION ends one session of it.",
                "The command does not wait until they have ended.");
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        Target target = target(parsed, arguments);
        HostClient host = HostClient.of(target);
        if (target.session().isPresent()) {
            host.delete("sessions/" + HostClient.encoded(target.session().get()));
        } else {
            host.postToHost("shutdown");
        }
        return ExitCode.OK;
    }
}
