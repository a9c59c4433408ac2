package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop wait}: until something is on a session's screen, until it is quiet, or until its program has ended. */
public final class WaitCommand extends HostCommand {
    private static final String TEXT = "--text";
    private static final String REGEX = "--regex";
    private static final String IDLE = "--idle";
    private static final String EXIT = "--exit";
    private static final String TIMEOUT = "--timeout";

    private static final int DEFAULT_SECONDS = 30;
    private static final int MAX_SECONDS = 86_400;

    /** How much longer than the wait itself the answer may take. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    public WaitCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = command("wait", "[NAME]", "Wait for something in a session; one of:")
                .addOption(option(TEXT, "TEXT", "This text is on the screen."))
                .addOption(option(REGEX, "REGEX", "A line of the screen matches this regular expression."))
                .addOption(option(IDLE, "MS", "Nothing was printed for so many milliseconds."))
                .addOption(Specs.flag("The program has ended.", EXIT).build())
                .addOption(option(TIMEOUT, "SECONDS", "Wait no longer than this. Default: " + DEFAULT_SECONDS + "."))
                .addOption(json());
        spec.usageMessage()
                .footer(footer(
                        "Exit code: 0 if it came, 124 if it did not in time, 1 if it can't come any more or the host"
                                + " refuses,",
                        "2 if the arguments make no sense or do not say which session."));
        return spec;
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        Json until = until(parsed);
        int seconds = number(parsed, TIMEOUT, 0, MAX_SECONDS).orElse(DEFAULT_SECONDS);
        Duration time = Duration.ofSeconds(seconds);
        String answer =
                host(parsed, arguments).post("wait", until.with("timeout_ms", time.toMillis()), time.plus(MARGIN));
        if (parsed.hasMatchedOption(JSON)) {
            caller().out().println(answer);
        }
        return code(Json.parse(answer));
    }

    private static Json until(ParseResult parsed) {
        List<String> given = Stream.of(TEXT, REGEX, IDLE, EXIT)
                .filter(parsed::hasMatchedOption)
                .toList();
        if (given.size() != 1) {
            throw Specs.wrong(parsed, "say what to wait for, by one of --text, --regex, --idle and --exit");
        }
        return switch (given.getFirst()) {
            case TEXT -> Json.object().with("until", "text").with("text", parsed.matchedOptionValue(TEXT, ""));
            case REGEX -> Json.object().with("until", "regex").with("regex", parsed.matchedOptionValue(REGEX, ""));
            case IDLE ->
                Json.object()
                        .with("until", "idle_output")
                        .with(
                                "idle_ms",
                                number(parsed, IDLE, 1, Integer.MAX_VALUE / 1000)
                                        .orElseThrow());
            default -> Json.object().with("until", "exit");
        };
    }

    private static int code(Json answer) throws WireException {
        if (answer.get("met").isTrue()) {
            return ExitCode.OK;
        }
        Optional<String> reason = answer.get("reason").text();
        if (reason.isPresent() && !reason.get().equals("timeout")) {
            throw new WireException("it can't come any more: " + reason.get());
        }
        return ExitCode.TIMED_OUT;
    }
}
