package dev.coop.cli.client;

import dev.coop.cli.wire.Endpoint;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.NothingListensException;
import dev.coop.core.config.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All of the user's hosts on this machine, and what they say of their sessions. */
final class Listing {
    /** For one host: a stopped one must not hold up the list. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Asked at a time; each is a thread that mostly waits. */
    private static final int AT_ONCE = 8;

    /** What one host says. */
    sealed interface Answer {
        LocalHost host();
    }

    /** It lives, and has these sessions. */
    record Up(LocalHost host, long uptimeSeconds, List<Json> sessions) implements Answer {
        Up {
            sessions = List.copyOf(sessions);
        }
    }

    /** It is there and does not answer as it should. */
    record Silent(LocalHost host, String why) implements Answer {}

    private Listing() {}

    /** Asks all of them; the dead are left out, and cleaned away. */
    static List<Answer> of(LocalHosts hosts, Optional<Secret> token) throws IOException {
        List<LocalHost> all = hosts.all();
        List<Answer> answers = new ArrayList<>();
        if (all.size() < 2) {
            for (LocalHost host : all) {
                ask(host, token).ifPresent(answers::add);
            }
            return answers;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, all.size()))) {
            List<Future<Optional<Answer>>> asked = all.stream()
                    .map(host -> threads.submit(() -> ask(host, token)))
                    .toList();
            for (Future<Optional<Answer>> answer : asked) {
                answer.get().ifPresent(answers::add);
            }
            return answers;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("asking a host failed", fault.getCause());
        }
    }

    private static Optional<Answer> ask(LocalHost host, Optional<Secret> token) {
        HostClient client = new HostClient(Endpoint.of(host.socket()), Optional.empty(), token);
        try {
            Json answer = Json.parse(client.getOfHost("sessions", PATIENCE));
            List<Json> sessions = answer.get("sessions").items();
            long uptime = answer.get("uptime_secs").number().orElse(0);
            return Optional.of(new Up(host, uptime, sessions));
        } catch (NothingListensException dead) {
            LocalHosts.clean(host, Instant.now());
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(new Silent(host, String.valueOf(failure.getMessage())));
        }
    }
}
