package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop explain}: why coop thinks that an agent does what it says. */
public final class ExplainCommand extends HostCommand {
    private static final long MILLIS_PER_SECOND = 1000;

    public ExplainCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("explain", "[NAME]", "Print what the agent does, who says so, and who says otherwise.")
                .addOption(json());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        String answer = host(parsed, arguments).get("agent/explain");
        if (parsed.hasMatchedOption(JSON)) {
            caller().out().println(answer);
            return ExitCode.OK;
        }
        Json explanation = Json.parse(answer);
        String cause = text(explanation, "detection_cause");
        caller().out()
                .printf(
                        "%s is %s%s%n",
                        text(explanation, "session"),
                        text(explanation, "state"),
                        cause.isEmpty() ? "" : ", because of " + cause);
        List<Json> sources = explanation.get("sources").items();
        if (!sources.isEmpty()) {
            Table table = new Table("SOURCE", "TIER", "SAYS", "SINCE", "RULE", "WHICH IS", "SEEN");
            sources.forEach(said -> table.row(
                    text(said, "source"),
                    String.valueOf(said.get("tier").number().orElse(0)),
                    text(said, "claim"),
                    Uptime.of(said.get("ago_ms").number().orElse(0) / MILLIS_PER_SECOND),
                    text(said, "rule"),
                    text(said, "why"),
                    text(said, "excerpt")));
            caller().out().print(table);
        }
        return ExitCode.OK;
    }

    private static String text(Json object, String field) {
        return object.get(field).text().orElse("");
    }
}
