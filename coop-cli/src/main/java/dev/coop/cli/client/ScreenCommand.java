package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.cli.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop screen}: prints what is on a session's screen. */
public final class ScreenCommand extends HostCommand {
    private static final String ANSI = "--ansi";
    private static final String PLAIN = "--plain";
    private static final String HTML = "--html";
    private static final String SCROLLBACK = "--scrollback";

    /** Lines; a host keeps no more. */
    private static final int MAX_SCROLLBACK = 1_000_000;

    /** Lines of one question; a host answers with no more. */
    private static final int PAGE = 5000;

    private final String name;

    /** @param name under which it is typed: {@code screen}, or {@code peek} as before */
    public ScreenCommand(Caller caller, String name) {
        super(caller);
        this.name = name;
    }

    @Override
    public CommandSpec spec() {
        return command(
                        name,
                        "[NAME]",
                        "Print what is on a session's screen: with colours in a terminal, else as plain text.")
                .addOption(Specs.flag("With colours and attributes, as escape sequences.", ANSI)
                        .build())
                .addOption(Specs.flag("As plain text.", PLAIN).build())
                .addOption(Specs.flag("As HTML.", HTML).build())
                .addOption(option(SCROLLBACK, "N", "Print at most N lines that scrolled off above the screen too."))
                .addOption(json());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        Optional<Integer> scrollback = number(parsed, SCROLLBACK, 0, MAX_SCROLLBACK);
        HostClient host = host(parsed, arguments);
        if (parsed.hasMatchedOption(HTML)) {
            caller().out().println(host.get("screen?format=html"));
            return ExitCode.OK;
        }
        String answer = host.get("screen?cursor=true");
        if (parsed.hasMatchedOption(JSON) && scrollback.isEmpty()) {
            caller().out().println(answer);
            return ExitCode.OK;
        }
        Json screen = Json.parse(answer);
        if (parsed.hasMatchedOption(JSON)) {
            Json history = Json.object();
            for (String kind : List.of("lines", "ansi")) {
                List<String> above = above(host, kind, scrollback.get(), screen);
                history =
                        history.with(kind, Json.of(above.stream().map(Json::of).toList()));
            }
            caller().out().println(screen.with("scrollback", history));
            return ExitCode.OK;
        }
        String kind = coloured(parsed) ? "ansi" : "lines";
        List<String> lines = new ArrayList<>();
        if (scrollback.isPresent()) {
            lines.addAll(above(host, kind, scrollback.get(), screen));
        }
        lines.addAll(screen.get(kind).texts());
        print(lines);
        return ExitCode.OK;
    }

    private static boolean coloured(ParseResult parsed) {
        return parsed.hasMatchedOption(ANSI) || (!parsed.hasMatchedOption(PLAIN) && UserTerminal.isScreen());
    }

    /** The newest lines of the history: what the host numbers before the screen's own. */
    private static List<String> above(HostClient host, String kind, int atMost, Json screen) throws IOException {
        List<String> lines = new ArrayList<>();
        long next = 0;
        while (true) {
            Json page = Json.parse(host.get("screen/scrollback?from=" + next + "&limit=" + PAGE));
            List<String> more = page.get(kind).texts();
            lines.addAll(more);
            next = page.get("next").number().orElse(next);
            if (more.size() < PAGE) {
                int end = Math.max(0, lines.size() - screen.get(kind).items().size());
                return lines.subList(Math.max(0, end - atMost), end);
            }
        }
    }

    /** Without the blank lines at the end. */
    private void print(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        for (String line : lines.subList(0, end)) {
            // Not println: the end of a line is the same everywhere.
            caller().out().print(line + "\n");
        }
        caller().out().flush();
    }
}
