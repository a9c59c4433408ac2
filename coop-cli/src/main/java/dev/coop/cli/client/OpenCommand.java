package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Address;
import dev.coop.cli.wire.Endpoint;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.WireException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop open}: shows a session in the browser. */
public final class OpenCommand extends HostCommand {
    private static final String PORT = "--port";
    private static final int MAX_PORT = 0xffff;

    /** What may open a URL, most general first. */
    private static final List<String> BROWSERS = List.of("xdg-open", "open", "x-www-browser");

    public OpenCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command("open", "[NAME]", "Show a session in the browser; its host must listen on a port.")
                .addOption(option(PORT, "PORT", "The host's port on this machine."));
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        Optional<Integer> port = number(parsed, PORT, 1, MAX_PORT);
        if (port.isPresent() && (TargetOptions.given(parsed) || !arguments.isEmpty())) {
            throw Specs.wrong(parsed, "option '" + PORT + "' says which host is meant; leave out the rest");
        }
        String url = port.isPresent() ? "http://localhost:" + port.get() : url(target(parsed, arguments));
        caller().errors().println("Opening " + url);
        if (!open(url)) {
            throw new WireException("no browser could be started; open the address yourself");
        }
        return ExitCode.OK;
    }

    private static String url(Target target) throws IOException {
        Endpoint endpoint = target.endpoint();
        String session = target.session()
                .map(name -> "?session=" + HostClient.encoded(name))
                .orElse("");
        if (endpoint.address() instanceof Address.Tcp) {
            return endpoint + "/" + session;
        }
        Json health = Json.parse(HostClient.of(target).getOfHost("health", HostClient.PATIENCE));
        return health.get("url")
                .text()
                .map(url -> url + "/" + session)
                .orElseThrow(() -> new WireException(
                        target.name() + " listens on no port, which a browser would need; start it with --port"));
    }

    private boolean open(String url) {
        String chosen = caller().environment().getOrDefault("BROWSER", "");
        return (!chosen.isEmpty() && start(chosen, url)) || BROWSERS.stream().anyMatch(browser -> start(browser, url));
    }

    private static boolean start(String browser, String url) {
        try {
            new ProcessBuilder(browser, url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException notHere) {
            return false;
        }
    }
}
