package dev.coop.cli;

import dev.coop.cli.wire.Json;
import dev.coop.core.api.Role;
import dev.coop.core.config.StateDirectory;
import dev.coop.transport.admission.StoredToken;
import dev.coop.transport.admission.TokenStore;
import dev.coop.transport.admission.TokenStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code coop token}: the scoped tokens of the user, for all his hosts on this machine. Works on their file, so it needs no
 * host; one that runs sees a change within a second.
 */
final class TokenCommand implements Command {
    private static final String ROLE = "--role";
    private static final String EXPIRES = "--expires";
    private static final String JSON = "--json";
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(TokenCommand::word).toList();

    private final Caller caller;

    TokenCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                        "token",
                        "Make, list and revoke tokens that let others use your sessions.",
                        "A token is printed once, when it is made; only its hash is kept.")
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel("ACTION")
                        .hideParamSyntax(true)
                        .build())
                .addOption(OptionSpec.builder(ROLE)
                        .type(String.class)
                        .paramLabel("ROLE")
                        .completionCandidates(ROLES)
                        .description("create: what it is good for: observe (look), drive (also type and signal), admin"
                                + " (all). Default: observe.")
                        .build())
                .addOption(OptionSpec.builder(EXPIRES)
                        .type(String.class)
                        .paramLabel("TIME")
                        .description("create: for how long, as 45m, 12h or 30d. Default: until it is revoked.")
                        .build())
                .addOption(Specs.flag("Print JSON.", JSON).build());
        spec.usageMessage()
                .customSynopsis(
                        "coop token create [NAME] [--role ROLE] [--expires TIME] [--json]",
                        "       coop token list [--json]",
                        "       coop token revoke NAME")
                .footer(
                        "",
                        "A host that runs takes a new token, and no revoked one, within a second.",
                        "",
                        "Exit code: 0 if it was done, 1 if not, 2 if the arguments make no sense.");
        return spec;
    }

    @Override
    public int run(ParseResult parsed) {
        List<String> words = parsed.matchedPositionalValue(0, List.<String>of());
        TokenStore store =
                new TokenStore(StateDirectory.tokens(StateDirectory.of(caller.environment())), InstantSource.system());
        String action = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        try {
            return switch (action) {
                case "create" -> create(parsed, store, rest);
                case "list" -> list(parsed, store, rest);
                case "revoke" -> revoke(parsed, store, rest);
                default -> throw Specs.wrong(parsed, "say what to do: create, list or revoke");
            };
        } catch (TokenStoreException refused) {
            caller.errors().println("coop: " + refused.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private int create(ParseResult parsed, TokenStore store, List<String> rest) throws TokenStoreException {
        atMost(parsed, rest, 1);
        Optional<Duration> lifetime = lifetime(parsed);
        TokenStore.Created made = store.create(rest.stream().findFirst(), role(parsed), lifetime);
        String token = made.token().reveal();
        if (parsed.hasMatchedOption(JSON)) {
            caller.out().println(json(made.stored()).with("token", token));
            return ExitCode.OK;
        }
        caller.errors()
                .println("coop: token '" + made.stored().name() + "' may "
                        + word(made.stored().role())
                        + made.stored().expires().map(end -> " until " + end).orElse("")
                        + "; this is the only time that it is shown:");
        caller.out().println(token);
        return ExitCode.OK;
    }

    private int list(ParseResult parsed, TokenStore store, List<String> rest) throws TokenStoreException {
        atMost(parsed, rest, 0);
        List<StoredToken> tokens = store.list();
        if (parsed.hasMatchedOption(JSON)) {
            caller.out().println(Json.of(tokens.stream().map(TokenCommand::json).toList()));
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("NAME", "ROLE", "CREATED", "EXPIRES")));
        Instant now = Instant.now();
        for (StoredToken token : tokens) {
            String end = token.expires().map(Instant::toString).orElse("never");
            rows.add(List.of(
                    token.name(),
                    word(token.role()),
                    token.created().toString(),
                    token.isExpired(now) ? "expired" : end));
        }
        // Names have at most 64 characters; most have a few.
        int widest =
                rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        for (List<String> row : rows) {
            caller.out().print(("%-" + widest + "s  %-7s  %-20s  %s\n").formatted(row.toArray()));
        }
        caller.out().flush();
        return ExitCode.OK;
    }

    private int revoke(ParseResult parsed, TokenStore store, List<String> rest) throws TokenStoreException {
        atMost(parsed, rest, 1);
        if (rest.isEmpty()) {
            throw Specs.wrong(parsed, "NAME is missing; 'coop token list' shows all");
        }
        if (!store.revoke(rest.getFirst())) {
            caller.errors().println("coop: there is no token called '" + rest.getFirst() + "'");
            return ExitCode.FAILURE;
        }
        return ExitCode.OK;
    }

    private static void atMost(ParseResult parsed, List<String> rest, int count) {
        if (rest.size() > count) {
            throw Specs.wrong(parsed, "too many arguments: '" + rest.get(count) + "'");
        }
    }

    private static Role role(ParseResult parsed) {
        String wanted = parsed.matchedOptionValue(ROLE, word(Role.OBSERVE));
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Specs.wrong(
                        parsed,
                        "option '" + ROLE + "' is '" + wanted + "'; it must be one of: " + String.join(", ", ROLES)));
    }

    private static Optional<Duration> lifetime(ParseResult parsed) {
        if (!parsed.hasMatchedOption(EXPIRES)) {
            return Optional.empty();
        }
        String text = parsed.matchedOptionValue(EXPIRES, "");
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw Specs.wrong(
                    parsed, "option '" + EXPIRES + "' is '" + text + "'; it must be a time such as 45m, 12h or 30d");
        }
        long count = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static Json json(StoredToken token) {
        return Json.object()
                .with("name", token.name())
                .with("role", word(token.role()))
                .with("created", token.created().toString())
                .with(
                        "expires",
                        token.expires().map(end -> Json.of(end.toString())).orElse(Json.NULL));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
