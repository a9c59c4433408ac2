package dev.coop.core.agent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be done about an error of a provider. Only {@link #RATE_LIMITED} makes the host act by itself. */
public enum ErrorCategory {
    UNAUTHORIZED,
    OUT_OF_CREDITS,
    RATE_LIMITED,
    NO_INTERNET,
    SERVER_ERROR,
    OTHER;

    private static final int FIRST_SERVER_STATUS = 500;
    private static final int BEYOND_SERVER_STATUS = 600;

    /** The agent's own names for what went wrong. Its {@code server_error} and {@code unknown} say too little. */
    private static final Map<String, ErrorCategory> BY_NAME = Map.of(
            "authentication_failed", UNAUTHORIZED,
            "oauth_org_not_allowed", UNAUTHORIZED,
            "account_on_hold", UNAUTHORIZED,
            "verification_required", UNAUTHORIZED,
            "billing_error", OUT_OF_CREDITS,
            "rate_limit", RATE_LIMITED,
            "overloaded", SERVER_ERROR,
            "server_error", SERVER_ERROR);

    private static final List<String> SAYING_TOO_LITTLE = List.of("server_error", "unknown");

    /** A number is a status only where one stands: after what announces it. */
    private static final Pattern STATUS = Pattern.compile(
            "(?:api error:?|error code:?|http(?:/[\\d.]+)?|status(?: code)?:?|rejected \\()\\s*([1-5]\\d\\d)\\b");

    /** Words count only as the phrases that providers use: prose is full of credits and networks. */
    private record Phrases(ErrorCategory category, Pattern pattern) {
        static Phrases of(ErrorCategory category, String... phrases) {
            return new Phrases(category, Pattern.compile(String.join("|", phrases)));
        }
    }

    private static final List<Phrases> CONNECTION = List.of(Phrases.of(
            NO_INTERNET,
            "\\beconn(?:refused|reset|aborted)\\b",
            "\\benotfound\\b",
            "\\be?timedout\\b",
            "\\beai_again\\b",
            "\\bconnection (?:was )?(?:refused|reset|timed out)\\b",
            "\\b(?:request|connect(?:ion)?) timed out\\b",
            "\\btimed out\\.?$",
            "\\bno internet\\b"));

    private static final List<Phrases> CREDITS = List.of(Phrases.of(
            OUT_OF_CREDITS,
            "\\bbilling_error\\b",
            "\\binsufficient[_ ]credits\\b",
            "\\bout of credits\\b",
            "\\bcredit balance (?:is )?too low\\b",
            "\\bpayment_required\\b"));

    private static final List<Phrases> TEXT = List.of(
            Phrases.of(
                    UNAUTHORIZED,
                    "\\bauthentication_(?:error|failed)\\b",
                    "\\binvalid[ _]api[ _]key\\b",
                    "\\bpermission_error\\b",
                    "\\bplease run /login\\b",
                    "\\boauth token (?:has expired|revoked)\\b"),
            Phrases.of(
                    RATE_LIMITED,
                    "\\brate_limit(?:_error)?\\b",
                    "\\brate limit(?:ed| reached| exceeded)\\b",
                    "\\btoo many requests\\b",
                    "\\busage limit reached\\b",
                    "\\byou've hit your [\\w-]+ limit\\b"),
            Phrases.of(
                    SERVER_ERROR,
                    "\\bapi_error\\b",
                    "\\boverloaded_error\\b",
                    "\\binternal[ _]server[ _]error\\b",
                    "\\binternal_error\\b",
                    "\\bserver_error\\b",
                    "\\boverloaded\\.?$"));

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * From what the agent says in fields; where those say too little, from the status, and only then from words.
     *
     * @param name the agent's name for the error, as in Claude's {@code StopFailure}
     * @param status of the provider's answer
     * @param message for people
     */
    public static ErrorCategory of(Optional<String> name, OptionalInt status, String message) {
        if (name.isPresent() && !SAYING_TOO_LITTLE.contains(name.get())) {
            return BY_NAME.getOrDefault(name.get(), OTHER);
        }
        String text = message.toLowerCase(Locale.ROOT).replace('\u2019', '\'').strip();
        return first(CONNECTION, text)
                .or(() -> status.isPresent() ? byStatus(status.getAsInt()) : statusIn(text))
                .or(() -> first(CREDITS, text))
                .or(() -> name.map(BY_NAME::get))
                .or(() -> name.isPresent() ? Optional.empty() : first(TEXT, text))
                .orElse(OTHER);
    }

    /** From words alone, where nothing better exists. */
    public static ErrorCategory of(String message) {
        return of(Optional.empty(), OptionalInt.empty(), message);
    }

    private static Optional<ErrorCategory> statusIn(String text) {
        Matcher matcher = STATUS.matcher(text);
        return matcher.find() ? byStatus(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    private static Optional<ErrorCategory> byStatus(int status) {
        return switch (status) {
            case 401, 403 -> Optional.of(UNAUTHORIZED);
            case 402 -> Optional.of(OUT_OF_CREDITS);
            case 429 -> Optional.of(RATE_LIMITED);
            default ->
                status >= FIRST_SERVER_STATUS && status < BEYOND_SERVER_STATUS
                        ? Optional.of(SERVER_ERROR)
                        : Optional.empty();
        };
    }

    private static Optional<ErrorCategory> first(List<Phrases> phrases, String text) {
        return phrases.stream()
                .filter(each -> each.pattern.matcher(text).find())
                .map(Phrases::category)
                .findFirst();
    }
}
