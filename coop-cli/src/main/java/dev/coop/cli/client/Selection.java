package dev.coop.cli.client;

import dev.coop.cli.wire.Endpoint;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.WireException;
import dev.coop.core.config.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what the user typed to one session of one of the user's hosts. */
final class Selection {
    private final LocalHosts hosts;
    private final Optional<Secret> token;

    Selection(LocalHosts hosts, Optional<Secret> token) {
        this.hosts = hosts;
        this.token = token;
    }

    /** The one of that name: {@code HOST}, {@code HOST/SESSION} or {@code SESSION}. */
    Target named(String name, Optional<String> session) throws IOException {
        int slash = name.indexOf('/');
        String host = slash < 0 ? name : name.substring(0, slash);
        Optional<LocalHost> known = hosts.named(host);
        if (known.isPresent()) {
            return target(known.get(), slash < 0 ? session : Optional.of(name.substring(slash + 1)));
        }
        List<Found> all = all();
        List<Target> matching = all.stream()
                .filter(found -> found.session.equals(name))
                .map(Found::target)
                .toList();
        return switch (matching.size()) {
            case 1 -> matching.getFirst();
            case 0 ->
                throw new WireException("nothing named '" + name + "' runs"
                        + (all.isEmpty()
                                ? ""
                                : "; there is "
                                        + names(all.stream().map(Found::target).toList())));
            default -> throw new AmbiguousException("'" + name + "' may be " + names(matching) + "; say which");
        };
    }

    /** The only one there is, or the only one of that name. */
    Target only(Optional<String> session) throws IOException {
        if (session.isPresent()) {
            return named(session.get(), Optional.empty());
        }
        List<Target> all = all().stream().map(Found::target).toList();
        return switch (all.size()) {
            case 1 -> all.getFirst();
            case 0 -> throw new WireException("no session runs here; start one, for example: coop -- bash");
            default -> throw new AmbiguousException("several sessions run; say which: " + names(all));
        };
    }

    /** Whether {@link #named} would find something. */
    boolean knows(String name) throws IOException {
        int slash = name.indexOf('/');
        return hosts.named(slash < 0 ? name : name.substring(0, slash)).isPresent()
                || all().stream().anyMatch(found -> found.session.equals(name));
    }

    private Target target(LocalHost host, Optional<String> session) {
        String name = session.map(part -> host.name() + "/" + part).orElse(host.name());
        return new Target(name, Endpoint.of(host.socket()), session, token);
    }

    /** Every session that runs, and every host that does not say. */
    private List<Found> all() throws IOException {
        List<Found> all = new ArrayList<>();
        for (Listing.Answer answer : Listing.of(hosts, token)) {
            switch (answer) {
                case Listing.Up(LocalHost host, long _, List<Json> sessions) -> {
                    for (Json session : sessions) {
                        String name = session.get("name").text().orElse("");
                        all.add(new Found(
                                target(host, sessions.size() == 1 ? Optional.empty() : Optional.of(name)), name));
                    }
                }
                case Listing.Silent(LocalHost host, String _) -> all.add(new Found(target(host, Optional.empty()), ""));
            }
        }
        return all;
    }

    /** A session that is alone in its host goes by the host's name, and is meant by naming the host. */
    private record Found(Target target, String session) {}

    /** What {@code coop ls} calls a session. */
    static String name(LocalHost host, String session, int ofHowMany) {
        return ofHowMany == 1 ? host.name() : host.name() + "/" + session;
    }

    private static String names(List<Target> targets) {
        return String.join(", ", targets.stream().map(Target::name).toList());
    }
}
