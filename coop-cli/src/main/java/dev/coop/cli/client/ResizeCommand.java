package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop resize}: gives a session's terminal another size. */
public final class ResizeCommand extends HostCommand {
    public ResizeCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("resize", "[NAME] COLSxROWS", "Give a session's terminal another size, for example 120x40.");
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        String size = arguments.isEmpty() ? "" : arguments.getLast();
        if (!size.matches("[0-9]{1,9}x[0-9]{1,9}")) {
            throw Specs.wrong(parsed, "the size is '" + size + "'; it must be COLSxROWS, for example 120x40");
        }
        int x = size.indexOf('x');
        hostBefore(parsed, arguments, "COLSxROWS")
                .post(
                        "resize",
                        Json.object()
                                .with("cols", Long.parseLong(size.substring(0, x)))
                                .with("rows", Long.parseLong(size.substring(x + 1))));
        return ExitCode.OK;
    }
}
