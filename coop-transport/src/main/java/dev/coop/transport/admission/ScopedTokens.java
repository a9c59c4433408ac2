package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.coop.core.config.Secret;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host knows of the {@link TokenStore}: asked in memory, by event loops too; read again where that may wait.
 *
 * <p>When the file can't be read no scoped token is good: one of them may have been revoked.
 */
final class ScopedTokens {
    /** For so long a change of the file may go unseen. */
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ScopedTokens.class);

    private final TokenStore store;
    private final LongSupplier nanoTime;
    private volatile Known known;

    ScopedTokens(TokenStore store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.known = new Known(List.of(), Optional.empty(), nanoTime.getAsLong() - MAX_AGE.toNanos());
    }

    /** Whether what is known is new enough to be asked. */
    boolean fresh() {
        return nanoTime.getAsLong() - known.readAt() < MAX_AGE.toNanos();
    }

    /** Reads the file if it has changed. May wait for the disk. */
    synchronized void refresh() {
        if (fresh()) {
            return;
        }
        // Before the file is looked at: a change right after that is then seen in time.
        long now = nanoTime.getAsLong();
        try {
            Optional<String> stamp = store.file().stamp();
            boolean same = stamp.isPresent() && stamp.equals(known.stamp());
            known = new Known(same ? known.tokens() : store.file().read(), stamp, now);
        } catch (IOException | TokenStoreException | RuntimeException failure) {
            LOG.warn("No scoped token is accepted until this is put right: {}", failure.toString());
            known = new Known(List.of(), Optional.empty(), now);
        }
    }

    Optional<StoredToken> find(Secret presented) {
        String hash = TokenStore.hash(presented);
        return good(token -> MessageDigest.isEqual(token.hash().getBytes(US_ASCII), hash.getBytes(US_ASCII)));
    }

    boolean isGood(Caller.By.ScopedToken token) {
        return good(one -> one.name().equals(token.name()) && one.fingerprint().equals(token.fingerprint()))
                .isPresent();
    }

    boolean any() {
        return good(_ -> true).isPresent();
    }

    private Optional<StoredToken> good(Predicate<StoredToken> wanted) {
        Instant now = store.clock().instant();
        return known.tokens().stream()
                .filter(token -> !token.isExpired(now))
                .filter(wanted)
                .findFirst();
    }

    /**
     * @param stamp of the file when it was read
     * @param readAt nanoseconds
     */
    private record Known(List<StoredToken> tokens, Optional<String> stamp, long readAt) {}
}
