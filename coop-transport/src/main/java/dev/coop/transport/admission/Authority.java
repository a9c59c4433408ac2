package dev.coop.transport.admission;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port of a {@code Host} header, an {@code :authority} or an origin (RFC 9110, section 7.2), in one form
 * whatever the case, the trailing dot or the spelling of an address.
 *
 * <p>Stricter than RFC 3986: no user, no escapes, no zone, no IPv4 address in other than four decimal numbers. Browsers
 * send none of these, so whoever does wants to be read differently by two readers.
 *
 * @param name in lower case; of an address its canonical text
 */
record Authority(String name, Optional<InetAddress> address, OptionalInt port) {
    /** A name has 253 characters at most (RFC 1035), and a port has 6 with its colon. */
    private static final int MAX_CHARS = 260;

    private static final int MAX_NAME_CHARS = 253;
    private static final int MAX_PORT = 65535;

    private static final Pattern PARTS = Pattern.compile("(\\[[0-9a-f.]*:[0-9a-f:.]*]|[a-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** What a browser takes for an address, in whatever notation (WHATWG URL, "ends in a number"). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    /** Empty if it is not one. */
    static Optional<Authority> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        OptionalInt port =
                parts.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts.group(2)));
        return port.orElse(0) > MAX_PORT ? Optional.empty() : host(parts.group(1), port);
    }

    /** The port that is meant, where a scheme has one of its own. */
    int portFor(String scheme) {
        return port.orElse(
                switch (scheme) {
                    case "http", "ws" -> 80;
                    case "https", "wss" -> 443;
                    default -> 0;
                });
    }

    private static Optional<Authority> host(String host, OptionalInt port) {
        if (host.startsWith("[")) {
            return literal(host.substring(1, host.length() - 1), port);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (DECIMAL.matcher(name).matches()) {
            return literal(name, port);
        }
        return name.length() <= MAX_NAME_CHARS
                        && LABELS.matcher(name).matches()
                        && !ENDS_IN_NUMBER.matcher(name).matches()
                ? Optional.of(new Authority(name, Optional.empty(), port))
                : Optional.empty();
    }

    private static Optional<Authority> literal(String text, OptionalInt port) {
        try {
            InetAddress address = Addresses.plain(InetAddress.ofLiteral(text));
            return Optional.of(new Authority(address.getHostAddress(), Optional.of(address), port));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
