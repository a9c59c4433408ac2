package dev.coop.transport.admission;

import dev.coop.core.api.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scoped token as it is kept: everything but the token.
 *
 * @param hash SHA-256 of the token, in hexadecimal; the token is random, so this tells nothing about it
 */
public record StoredToken(String name, Role role, Instant created, Optional<Instant> expires, String hash) {
    /** So that a name stands in a line, in a log and on a command line without quotes. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String NEVER = "never";
    private static final int FIELDS = 5;

    /** Enough of the hash to tell tokens apart that had the same name. */
    private static final int FINGERPRINT_CHARS = 12;

    public boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    String fingerprint() {
        return hash.substring(0, FINGERPRINT_CHARS);
    }

    String line() {
        return String.join(
                " ",
                name,
                role.name().toLowerCase(Locale.ROOT),
                created.toString(),
                expires.map(Instant::toString).orElse(NEVER),
                hash);
    }

    /** Empty if that is no line of ours. */
    static Optional<StoredToken> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS
                || !NAME.matcher(fields[0]).matches()
                || !HASH.matcher(fields[4]).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoredToken(
                    fields[0],
                    Role.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                    Instant.parse(fields[2]),
                    fields[3].equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(fields[3])),
                    fields[4]));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
