package dev.coop.cli.attach;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Of who started the host: what he is told, the host is told; its end is his. */
final class OwnerBond implements Bond {
    /** The user's terminal may take no more output; once the host was asked to end, and has, nobody waits for that. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofSeconds(1);

    private final OwnHost host;
    private boolean asked;

    OwnerBond(OwnHost host) {
        this.host = host;
    }

    @Override
    public synchronized boolean passOn(boolean again) {
        if (asked && !again) {
            return true;
        }
        if (!asked) {
            asked = true;
            host.whenEnded(OwnerBond::endSoon);
        }
        host.terminate();
        return true;
    }

    @Override
    public String speaker() {
        return "coop: ";
    }

    @Override
    public synchronized boolean wasAsked() {
        return asked;
    }

    private static void endSoon(int code) {
        CompletableFuture.delayedExecutor(LAST_OUTPUT_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> System.exit(code));
    }

    @Override
    public Optional<String> over() {
        return host.hasEnded() ? Optional.of(host.lastWords()) : Optional.empty();
    }

    @Override
    public int code(HostEvent.Exited exit) {
        return host.codeAfter(exit.shellCode());
    }

    @Override
    public Optional<Integer> orderlyCode() {
        return host.hasEnded() ? host.orderlyCode() : Optional.empty();
    }
}
