package dev.coop.transport.admission;

import dev.coop.transport.admission.Denied.Why;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the pages of others out. A browser lets any page send requests to this machine: it says from where in
 * {@code Origin} and {@code Sec-Fetch-Site}, and for a page whose name was made to point here (DNS rebinding) the
 * {@code Host} says it.
 *
 * <p>Asked before anything else is done with a request, whoever sends it.
 */
public final class WebRules {
    private static final Pattern WHOLE_URL = Pattern.compile("(?:https?|wss?)://([^/?#]*).*", Pattern.CASE_INSENSITIVE);
    private static final String LOCALHOST = "localhost";

    /** We speak it without encryption; a page behind a proxy that encrypts has an origin to be allowed by name. */
    private static final String OWN_SCHEME = "http";

    /** From our own page, or typed by the user (Fetch Metadata). */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<Authority> allowedHosts;
    private final Set<Origin> allowedOrigins;

    private WebRules(Set<Authority> allowedHosts, Set<Origin> allowedOrigins) {
        this.allowedHosts = allowedHosts;
        this.allowedOrigins = allowedOrigins;
    }

    /**
     * The rules with what is allowed beyond them.
     *
     * @param allowedHosts as {@code --allow-host}: a name or address, for all ports unless it has one
     * @param allowedOrigins as {@code --allow-origin}: scheme, host, and port where it is not the scheme's own
     * @throws IllegalArgumentException with a sentence, if one of them is none
     */
    public static WebRules allowing(List<String> allowedHosts, List<String> allowedOrigins) {
        return new WebRules(
                parse(
                        allowedHosts,
                        Authority::parse,
                        "--allow-host: '%s' is not a host, such as build.example or build.example:8080"),
                parse(
                        allowedOrigins,
                        Origin::parse,
                        "--allow-origin: '%s' is not an origin, such as https://build.example"));
    }

    /** Why the request is not for us or not from a page of ours; empty if it is, or comes from no page. */
    public Optional<Denied> check(WebRequest request, Peer peer) {
        Optional<Authority> host = host(request, peer);
        boolean none = namesNobody(request) && peer instanceof Peer.UnixSocket;
        if (host.isEmpty() && !none) {
            return Optional.of(new Denied(
                    Why.HOST,
                    "use localhost or an address of this machine, or start coop with --allow-host and the name"));
        }
        return isFromElsewhere(request, host)
                ? Optional.of(new Denied(
                        Why.ORIGIN, "use coop's own page, or start coop with --allow-origin and the page's origin"))
                : Optional.empty();
    }

    /** The page of another origin that may read our answers: the value of {@code Access-Control-Allow-Origin}. */
    public Optional<String> corsOrigin(WebRequest request) {
        return isAllowedOrigin(request) ? Optional.of(request.origins().getFirst()) : Optional.empty();
    }

    /** Where the request is going, if that is one place and one of ours. */
    private Optional<Authority> host(WebRequest request, Peer peer) {
        List<String> named = new ArrayList<>(request.authorities());
        if (!request.target().startsWith("/") && !request.target().equals("*")) {
            Matcher url = WHOLE_URL.matcher(request.target());
            // What is no URL names a place that nobody can read.
            named.add(url.matches() ? url.group(1) : "");
        }
        if (peer instanceof Peer.UnixSocket && named.stream().allMatch(WebRules::isPath)) {
            return Authority.parse(LOCALHOST);
        }
        Set<Optional<Authority>> places = new HashSet<>();
        named.forEach(text -> places.add(Authority.parse(text)));
        return places.size() == 1 ? places.iterator().next().filter(place -> isOurs(place, peer)) : Optional.empty();
    }

    private boolean isOurs(Authority place, Peer peer) {
        if (isAllowedHost(place)) {
            return true;
        }
        return switch (peer) {
            // No page can reach a Unix socket but through somebody's bridge, and then it has a name with a dot.
            case Peer.UnixSocket _ -> isLoopback(place) || !place.name().contains(".");
            case Peer.LoopbackTcp(var local, var _) -> isLoopback(place) || is(place, local.getAddress());
            case Peer.RemoteTcp(var local, var _) -> isLoopback(place) || is(place, local.getAddress());
        };
    }

    private boolean isAllowedHost(Authority place) {
        return allowedHosts.stream()
                .anyMatch(allowed -> allowed.name().equals(place.name())
                        && (allowed.port().isEmpty() || allowed.port().equals(place.port())));
    }

    /** Nobody but the machine itself answers for these names (RFC 6761), whatever port leads here. */
    private static boolean isLoopback(Authority place) {
        return place.address()
                        .map(InetAddress::isLoopbackAddress)
                        .orElse(place.name().equals(LOCALHOST))
                || place.name().endsWith("." + LOCALHOST);
    }

    private static boolean is(Authority place, InetAddress address) {
        return place.address().filter(address::equals).isPresent();
    }

    /** Some gRPC clients name the socket they connected to. */
    private static boolean isPath(String authority) {
        return authority.startsWith("/") || authority.toLowerCase(Locale.ROOT).startsWith("%2f");
    }

    private static boolean namesNobody(WebRequest request) {
        return request.authorities().stream().allMatch(String::isEmpty)
                && request.target().startsWith("/");
    }

    private boolean isFromElsewhere(WebRequest request, Optional<Authority> host) {
        if (isAllowedOrigin(request)) {
            return false;
        }
        boolean otherPage = !request.origins().isEmpty() && !isOwnPage(request, host);
        boolean otherSite = request.api() && !OWN_SITES.containsAll(request.fetchSites());
        return otherPage || otherSite;
    }

    private static boolean isOwnPage(WebRequest request, Optional<Authority> host) {
        return host.isPresent() && origin(request).equals(Optional.of(Origin.of(OWN_SCHEME, host.get())));
    }

    private boolean isAllowedOrigin(WebRequest request) {
        return origin(request).filter(allowedOrigins::contains).isPresent();
    }

    private static Optional<Origin> origin(WebRequest request) {
        return request.origins().size() == 1 ? Origin.parse(request.origins().getFirst()) : Optional.empty();
    }

    private static <T> Set<T> parse(List<String> texts, Function<String, Optional<T>> parser, String message) {
        Set<T> parsed = new HashSet<>();
        for (String text : texts) {
            parsed.add(parser.apply(text).orElseThrow(() -> new IllegalArgumentException(message.formatted(text))));
        }
        return Set.copyOf(parsed);
    }
}
