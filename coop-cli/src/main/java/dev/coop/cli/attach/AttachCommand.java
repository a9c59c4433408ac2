package dev.coop.cli.attach;

import dev.coop.cli.Caller;
import dev.coop.cli.SettingFlags;
import dev.coop.cli.Specs;
import dev.coop.cli.client.HostCommand;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.cli.wire.WireException;
import dev.coop.core.config.Configuration;
import dev.coop.core.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop attach}: a session in the user's terminal. */
public final class AttachCommand extends HostCommand {
    private static final String NO_STATUS_LINE = "--no-statusline";
    private static final String STATUS_COMMAND = "--statusline-cmd";
    private static final String STATUS_INTERVAL = "--statusline-interval";
    private static final String MAX_RECONNECTS = "--max-reconnects";

    private static final int MANY_RECONNECTS = 1_000_000;

    public AttachCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = command(
                        "attach",
                        "[NAME|URL]",
                        "Show a session in this terminal and type into it.",
                        "Ctrl+] leaves it running; Ctrl+L draws everything anew.")
                .addOption(Specs.flag("Leave the whole terminal to the session.", NO_STATUS_LINE)
                        .build())
                .addOption(option(
                        STATUS_COMMAND,
                        "CMD",
                        "Run by sh -c; its first line is the status line. {state}, {cols}, {rows} and {uptime} are"
                                + " replaced in it. Else: COOP_STATUSLINE_CMD."))
                .addOption(option(
                        STATUS_INTERVAL,
                        "SECONDS",
                        "How often the status line is made anew. Else: COOP_STATUSLINE_INTERVAL, or 5."))
                .addOption(option(
                        MAX_RECONNECTS,
                        "N",
                        "How often in a row to try again when the connection is lost; 0 for never. Default: 10."));
        spec.usageMessage()
                .footer(HostCommand.footer(
                        "Exit code: the program's own, 128+n if signal n ended it; 0 after Ctrl+]; 1 if there is no"
                                + " connection or it is lost;",
                        "2 if the arguments make no sense or do not say which session. After SIGKILL the terminal has"
                                + " to be reset: reset."));
        return spec;
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        Configuration settings =
                SettingFlags.read(parsed, caller(), List.of(Settings.STATUSLINE_CMD, Settings.STATUSLINE_INTERVAL));
        AttachOptions options = new AttachOptions(
                !parsed.hasMatchedOption(NO_STATUS_LINE),
                settings.get(Settings.STATUSLINE_CMD),
                Duration.ofSeconds(settings.get(Settings.STATUSLINE_INTERVAL)),
                number(parsed, MAX_RECONNECTS, 0, MANY_RECONNECTS).orElse(AttachOptions.DEFAULT_RECONNECTS));
        if (!UserTerminal.present()) {
            throw new WireException("attach needs a terminal; coop screen prints what is on a session's screen");
        }
        return Attachment.asGuest(target(parsed, arguments), options, caller().errors())
                .run();
    }
}
