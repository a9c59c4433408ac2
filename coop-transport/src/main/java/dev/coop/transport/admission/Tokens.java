package dev.coop.transport.admission;

import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import java.util.Optional;

/**
 * The tokens that open this host: a full one that was given at the start, and the scoped ones of the store.
 *
 * <p>A full one is asked of everybody, on every transport. Scoped ones alone are not: they open the host to who would be
 * a stranger, and a user who makes one for a build server is not locked out of his own sessions by it.
 */
public final class Tokens {
    private static final Tokens NONE = new Tokens(Optional.empty(), Optional.empty());

    private final Optional<Secret> full;
    private final Optional<ScopedTokens> scoped;

    Tokens(Optional<Secret> full, Optional<ScopedTokens> scoped) {
        this.full = full;
        this.scoped = scoped;
    }

    public static Tokens none() {
        return NONE;
    }

    public static Tokens of(Optional<Secret> full, TokenStore store) {
        return new Tokens(full, Optional.of(new ScopedTokens(store, System::nanoTime)));
    }

    /** Whether there is any that works: what a host needs that listens to more than this machine. Reads the store. */
    public boolean any() {
        scoped.ifPresent(ScopedTokens::refresh);
        return isAskedOfAll() || scoped.filter(ScopedTokens::any).isPresent();
    }

    boolean isAskedOfAll() {
        return full.isPresent();
    }

    /** Whether the store must be read again before the next two can be asked about a scoped token. */
    boolean isStale() {
        return scoped.filter(tokens -> !tokens.fresh()).isPresent();
    }

    /** May wait for the disk. */
    void refresh() {
        scoped.ifPresent(ScopedTokens::refresh);
    }

    /** Such a one may be in the store. */
    boolean mayBeScoped(Secret presented) {
        return scoped.isPresent() && presented.reveal().startsWith(TokenStore.PREFIX);
    }

    Optional<Grant> find(Secret presented) {
        if (full.filter(token -> token.matches(presented.reveal())).isPresent()) {
            return Optional.of(new Grant(Role.ADMIN, new Caller.By.FullToken()));
        }
        return scoped.filter(_ -> mayBeScoped(presented))
                .flatMap(tokens -> tokens.find(presented))
                .map(token -> new Grant(
                        token.role(), new Caller.By.ScopedToken(token.name(), token.fingerprint(), token.expires())));
    }

    /** Whether a scoped token that was good is so still: not expired, not revoked. */
    boolean isGood(Caller.By.ScopedToken token) {
        return scoped.filter(tokens -> tokens.isGood(token)).isPresent();
    }

    /** What a token is worth. */
    record Grant(Role role, Caller.By by) {}
}
