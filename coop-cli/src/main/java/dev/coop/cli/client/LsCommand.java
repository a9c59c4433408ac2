package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.Command;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop ls}: every session of every host of the user on this machine. */
public final class LsCommand implements Command {
    private final Caller caller;

    public LsCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = TargetOptions.addTokenTo(Specs.command("ls", "List the sessions that run on this machine."))
                .addOption(Specs.flag("Print a JSON list.", HostCommand.JSON).build());
        spec.usageMessage()
                .footer(
                        "",
                        "NAME is what other commands call the session. A host that does not answer is named on stderr.",
                        "",
                        "Exit code: 0, also where nothing runs; 1 if a host does not answer.");
        return spec;
    }

    @Override
    public int run(ParseResult parsed) {
        try {
            List<Listing.Answer> answers =
                    Listing.of(new LocalHosts(caller.environment()), new TargetOptions(caller).token(parsed));
            if (parsed.hasMatchedOption(HostCommand.JSON)) {
                caller.out().println(json(answers));
            } else {
                caller.out().print(table(answers));
                caller.out().flush();
            }
            return silent(answers);
        } catch (IOException failure) {
            return HostCommand.failed(caller, failure);
        }
    }

    private int silent(List<Listing.Answer> answers) {
        int code = ExitCode.OK;
        for (Listing.Answer answer : answers) {
            if (answer instanceof Listing.Silent(LocalHost host, String why)) {
                caller.errors().println("coop: " + host.name() + ": " + why);
                code = ExitCode.FAILURE;
            }
        }
        return code;
    }

    private static Json json(List<Listing.Answer> answers) {
        List<Json> all = new ArrayList<>();
        for (Listing.Answer answer : answers) {
            if (answer instanceof Listing.Up(LocalHost host, long uptime, List<Json> sessions)) {
                for (Json session : sessions) {
                    all.add(session.with("session", session.get("name"))
                            .with(
                                    "name",
                                    Selection.name(
                                            host, session.get("name").text().orElse(""), sessions.size()))
                            .with("host", host.name())
                            .with("socket", host.socket().toString())
                            .with("uptime_secs", uptime));
                }
            }
        }
        return Json.of(all);
    }

    private static String table(List<Listing.Answer> answers) {
        Table table = new Table("NAME", "STATE", "PID", "SIZE", "UPTIME", "AGENT", "COMMAND");
        for (Listing.Answer answer : answers) {
            if (answer instanceof Listing.Up(LocalHost host, long uptime, List<Json> sessions)) {
                sessions.forEach(session -> table.row(
                        Selection.name(host, text(session, "name"), sessions.size()),
                        state(session),
                        number(session, "pid"),
                        number(session, "cols") + "x" + number(session, "rows"),
                        Uptime.of(uptime),
                        text(session, "agent"),
                        String.join(" ", session.get("command").texts())));
            }
        }
        return table.toString();
    }

    /** An end comes with how: {@code exited(1)}, {@code exited(SIG9)}. */
    private static String state(Json session) {
        String code = number(session, "exit_code");
        String signal = number(session, "signal");
        return text(session, "state")
                + (!code.isEmpty() ? "(" + code + ")" : !signal.isEmpty() ? "(signal " + signal + ")" : "");
    }

    private static String text(Json session, String field) {
        return session.get(field).text().orElse("");
    }

    private static String number(Json session, String field) {
        return session.get(field).number().isPresent()
                ? Long.toString(session.get(field).number().getAsLong())
                : "";
    }
}
