package dev.coop.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The environment a program is given: coop's own, without coop's secrets and without what leads to another host, and with
 * the mark that it runs under coop.
 *
 * <p>{@code COOP_SESSION_MARK} stays: below a coop inside a coop, a program belongs to a session of each.
 */
final class ChildEnvironment {
    /**
     * Tokens and credentials of coop's own faces, and the files that they stand in: with them a program could drive its own
     * session, and its neighbours'. The hook secret of the session around this host is one of them.
     */
    private static final Pattern SECRET =
            Pattern.compile("COOP_(.*_)?(TOKENS?|PASSWORD|USER|CREDS|CREDENTIALS|SECRETS?)(_FILE)?");

    /** Where the host around this one listens: a program that found it here would speak to the wrong one. */
    private static final Pattern OTHER_HOST = Pattern.compile("COOP_(URL|SOCKET)");

    private ChildEnvironment() {}

    static Map<String, String> of(Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>(own);
        environment
                .keySet()
                .removeIf(name -> SECRET.matcher(name).matches()
                        || OTHER_HOST.matcher(name).matches());
        environment.put("COOP", "1");
        return environment;
    }

    /** The same, with where the host around the program listens: the one address that the program may know. */
    static Map<String, String> withUrl(Map<String, String> environment, Optional<String> url) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        url.ifPresent(address -> more.put("COOP_URL", address));
        return more;
    }
}
