package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scoped tokens of a user: for {@code coop token}, and for every host of that user, which sees a change within
 * {@link ScopedTokens#MAX_AGE}. A token is shown once, when it is made; what is kept is its hash.
 */
public final class TokenStore {
    /** Begins every scoped token, so that {@link Redaction} knows one, and so do the scanners of code hosts. */
    public static final String PREFIX = "coop_";

    private final TokenFile file;
    private final InstantSource clock;

    /**
     * The tokens in a file.
     *
     * @param file made when it is needed, with its directory
     */
    public TokenStore(Path file, InstantSource clock) {
        this.file = new TokenFile(file);
        this.clock = clock;
    }

    /**
     * Makes one. Expired ones are forgotten on the way.
     *
     * @param name how it is called in {@code list}, {@code revoke} and logs; by default its role and a number
     * @param lifetime from now; empty: until it is revoked
     */
    public Created create(Optional<String> name, Role role, Optional<Duration> lifetime) throws TokenStoreException {
        Secret token = Secret.of(PREFIX + Secret.random().reveal());
        // Whole seconds: the file is for people too.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> expires = lifetime.isPresent() ? Optional.of(end(now, lifetime.get())) : Optional.empty();
        List<StoredToken> made = new ArrayList<>();
        file.update(tokens -> {
            List<StoredToken> next = new ArrayList<>(tokens);
            next.removeIf(one -> one.isExpired(now));
            if (next.size() >= TokenFile.MAX_TOKENS) {
                throw new TokenStoreException("there are " + next.size() + " tokens already: revoke some");
            }
            made.add(new StoredToken(name(name, role, next), role, now, expires, hash(token)));
            next.addAll(made);
            return next;
        });
        return new Created(made.getFirst(), token);
    }

    /** All that are kept, expired ones among them, oldest first. */
    public List<StoredToken> list() throws TokenStoreException {
        return file.read();
    }

    /** False if there is none of that name. */
    public boolean revoke(String name) throws TokenStoreException {
        List<StoredToken> revoked = new ArrayList<>();
        file.update(tokens -> {
            List<StoredToken> next = new ArrayList<>(tokens);
            tokens.stream().filter(token -> token.name().equals(name)).forEach(revoked::add);
            next.removeAll(revoked);
            return next;
        });
        return !revoked.isEmpty();
    }

    TokenFile file() {
        return file;
    }

    InstantSource clock() {
        return clock;
    }

    static String hash(Secret token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(token.reveal().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static Instant end(Instant now, Duration lifetime) throws TokenStoreException {
        if (!lifetime.isPositive()) {
            throw new TokenStoreException("expires: a token must live for some time, not for " + lifetime);
        }
        return now.plus(lifetime);
    }

    private static String name(Optional<String> wanted, Role role, List<StoredToken> tokens)
            throws TokenStoreException {
        List<String> taken = tokens.stream().map(StoredToken::name).toList();
        if (wanted.isEmpty()) {
            return IntStream.rangeClosed(1, TokenFile.MAX_TOKENS)
                    .mapToObj(number -> role.name().toLowerCase(Locale.ROOT) + "-" + number)
                    .filter(name -> !taken.contains(name))
                    .findFirst()
                    .orElseThrow();
        }
        String name = wanted.get();
        if (!StoredToken.NAME.matcher(name).matches()) {
            throw new TokenStoreException(
                    "name: up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
        if (taken.contains(name)) {
            throw new TokenStoreException(
                    "name: there is a token called " + name + "; revoke it first or choose another");
        }
        return name;
    }

    /**
     * A new token.
     *
     * @param token the only copy there is
     */
    public record Created(StoredToken stored, Secret token) {}
}
