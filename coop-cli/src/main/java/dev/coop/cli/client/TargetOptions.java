package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.SettingFlags;
import dev.coop.cli.Specs;
import dev.coop.cli.wire.Endpoint;
import dev.coop.core.config.Configuration;
import dev.coop.core.config.Secret;
import dev.coop.core.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options by which a command is told whom to talk to, the same for all of them.
 *
 * <p>What is given as an option wins over a name among the arguments, that over the environment, and where nothing is
 * said the only session that runs is meant.
 */
final class TargetOptions {
    /** Bytes; a file that is longer is no token. */
    private static final int MAX_TOKEN_BYTES = 64 << 10;

    private static final String URL = "--url";
    private static final String SOCKET = "--socket";
    private static final String NAME = "--name";
    private static final String SESSION = "--session";
    private static final String TOKEN_FILE = "--token-file";
    /** What the same option is called where a host is started. */
    private static final String TOKEN_FILE_OF_HOSTS = "--auth-token-file";

    private static final String TOKEN = "--auth-token";

    static final String URL_VARIABLE = "COOP_URL";
    static final String SOCKET_VARIABLE = "COOP_SOCKET";
    static final String TOKEN_VARIABLE = "COOP_AUTH_TOKEN";
    static final String TOKEN_FILE_VARIABLE = "COOP_AUTH_TOKEN_FILE";

    /** What commands say of them at the end of their help. */
    static final String[] FOOTER = {
        "",
        "Which session: NAME is the name of a host, HOST/SESSION one of several sessions of a host, or the name of a",
        "session. Without it COOP_URL or COOP_SOCKET say where the host is, or else the only one that runs is meant;",
        "'coop ls' lists them.",
        ""
    };

    private final Caller caller;
    private final Map<String, String> environment;
    private @Nullable Configuration settings;

    TargetOptions(Caller caller) {
        this.caller = caller;
        this.environment = caller.environment();
    }

    /** Adds the options to a command's. */
    static CommandSpec addTo(CommandSpec spec) {
        return addTokenTo(spec)
                .addOption(text(URL, "URL", "Where the host is: http://MACHINE:PORT. Else: " + URL_VARIABLE + "."))
                .addOption(text(SOCKET, "PATH", "The host's Unix socket. Else: " + SOCKET_VARIABLE + "."))
                .addOption(
                        text(NAME, "NAME", "The same as NAME among the arguments, where that could be something else."))
                .addOption(text(SESSION, "SESSION", "One of several sessions of the host."));
    }

    /** Only those about the token. */
    static CommandSpec addTokenTo(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(TOKEN_FILE, TOKEN_FILE_OF_HOSTS)
                        .type(String.class)
                        .paramLabel("FILE")
                        .description("Holds the token, if the host wants one. Else: " + TOKEN_FILE_VARIABLE + " or "
                                + TOKEN_VARIABLE + ".")
                        .build())
                .addOption(text(TOKEN, "TOKEN", "The token itself, which others see in the list of processes."));
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Whether the options say which host is meant, so that no argument can. */
    static boolean given(ParseResult parsed) {
        return parsed.hasMatchedOption(URL) || parsed.hasMatchedOption(SOCKET) || parsed.hasMatchedOption(NAME);
    }

    /**
     * Whom the command is to talk to.
     *
     * @param named the name or address among the arguments
     */
    Target target(ParseResult parsed, Optional<String> named) throws IOException {
        Optional<Secret> token = token(parsed);
        Optional<String> session = value(parsed, SESSION);
        Optional<String> name = value(parsed, NAME).or(() -> named);
        Optional<Endpoint> option = endpoint(parsed, value(parsed, URL), value(parsed, SOCKET));
        if (option.isPresent()) {
            return at(option.get(), session.or(() -> name), token);
        }
        if (name.isPresent() && isAddress(name.get())) {
            return at(address(parsed, name.get()), session, token);
        }
        Selection selection = new Selection(new LocalHosts(environment), token);
        if (name.isPresent()) {
            return selection.named(name.get(), session);
        }
        Optional<Endpoint> variable = endpoint(
                parsed,
                settings(parsed).get(Settings.URL),
                settings(parsed).get(Settings.SOCKET).map(Path::toString));
        return variable.isPresent() ? at(variable.get(), session, token) : selection.only(session);
    }

    /** Whether the text names something to talk to: an address, or a host or session that runs. */
    boolean isKnown(ParseResult parsed, String text) throws IOException {
        return isAddress(text) || new Selection(new LocalHosts(environment), token(parsed)).knows(text);
    }

    private static Target at(Endpoint endpoint, Optional<String> session, Optional<Secret> token) {
        return new Target(endpoint.toString(), endpoint, session, token);
    }

    /** A path has a slash at its beginning; {@code HOST/SESSION} has not. */
    private static boolean isAddress(String text) {
        return text.contains(":") || text.startsWith("/") || text.startsWith(".");
    }

    private static Endpoint address(ParseResult parsed, String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Specs.wrong(parsed, String.valueOf(wrong.getMessage()));
        }
    }

    /** A socket wins over a URL. */
    private static Optional<Endpoint> endpoint(ParseResult parsed, Optional<String> url, Optional<String> socket) {
        return socket.map(path -> Endpoint.of(Path.of(path))).or(() -> url.map(text -> address(parsed, text)));
    }

    private static Optional<String> value(ParseResult parsed, String option) {
        return parsed.hasMatchedOption(option) ? Optional.of(parsed.matchedOptionValue(option, "")) : Optional.empty();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The token to show, if there is one. */
    Optional<Secret> token(ParseResult parsed) {
        Optional<String> argument = value(parsed, TOKEN);
        Optional<String> file = value(parsed, TOKEN_FILE)
                .or(() -> argument.isEmpty() ? variable(TOKEN_FILE_VARIABLE) : Optional.empty());
        if (file.isPresent()) {
            return Optional.of(read(parsed, Path.of(file.get())));
        }
        if (argument.isPresent()) {
            caller.errors()
                    .println("coop: others can see the token in the list of processes; better: " + TOKEN_FILE + " or "
                            + TOKEN_VARIABLE);
        }
        return argument.or(() -> variable(TOKEN_VARIABLE))
                .map(secret -> checked(parsed, secret))
                .or(() -> settings(parsed).token());
    }

    private Configuration settings(ParseResult parsed) {
        Configuration known = settings;
        if (known == null) {
            known = SettingFlags.read(parsed, caller, List.of());
            settings = known;
        }
        return known;
    }

    private static Secret read(ParseResult parsed, Path file) {
        try {
            if (Files.size(file) > MAX_TOKEN_BYTES) {
                throw Specs.wrong(parsed, file + " is too long to be a token");
            }
            return checked(parsed, Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw Specs.wrong(parsed, "the token can't be read from " + file);
        }
    }

    private static Secret checked(ParseResult parsed, String secret) {
        if (secret.isEmpty() || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw Specs.wrong(parsed, "the token is empty, or has characters in it that no token has");
        }
        return Secret.of(secret);
    }
}
