package dev.coop.transport.admission;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origin of a web page (RFC 6454): equal only in scheme, host and port. */
record Origin(String scheme, String host, int port) {
    private static final Pattern PARTS = Pattern.compile("([a-z][a-z0-9+.-]{0,31})://([^/]+)");

    /** Empty if it is not one; {@code null}, which any page can have, is not. */
    static Optional<Origin> parse(String text) {
        Matcher parts = PARTS.matcher(text.toLowerCase(Locale.ROOT));
        return parts.matches()
                ? Authority.parse(parts.group(2)).map(authority -> of(parts.group(1), authority))
                : Optional.empty();
    }

    static Origin of(String scheme, Authority authority) {
        return new Origin(scheme, authority.name(), authority.portFor(scheme));
    }
}
