package dev.coop.core.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request is called in the log: as its client calls it, or else by its number in this host. */
public final class RequestId {
    /** Nothing that a log would have to escape, and no longer than anybody wants to read. Others count as none. */
    private static final Pattern FIT = Pattern.compile("[!-~]{1,64}");

    private final @Nullable String given;
    private final long number;

    private RequestId(@Nullable String given, long number) {
        this.given = given;
        this.number = number;
    }

    /** What a client gave, if it is fit for a log and for a header. */
    public static Optional<String> fit(@Nullable String given) {
        return given == null || !FIT.matcher(given).matches() ? Optional.empty() : Optional.of(given);
    }

    /** By what the client gave, or by the number if that is nothing or not fit. */
    static RequestId of(Optional<String> given, long number) {
        return new RequestId(given.flatMap(RequestId::fit).orElse(null), number);
    }

    @Override
    public String toString() {
        return given == null ? Long.toString(number) : given;
    }
}
