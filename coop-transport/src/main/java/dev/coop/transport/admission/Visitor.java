package dev.coop.transport.admission;

import dev.coop.transport.admission.EntryRule.Found;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The other end of one connection, as long as that lasts; what is relayed for a connection asks the same visitor.
 *
 * <p>Answers are complete when they are returned unless something must be looked up, so a transport that runs the
 * operations of a connection in order goes on at once in nearly all cases. Never blocks; any thread.
 */
public final class Visitor {
    private static final CompletableFuture<Optional<Denied>> STAYS =
            CompletableFuture.completedFuture(Optional.empty());

    private final Admission admission;
    private final Peer peer;
    private final Standing standing;
    private final OptionalLong inode;

    /** Looked up once, when it first matters: a connection stays with its process. */
    private @Nullable CompletableFuture<Whereabouts> whereabouts;

    Visitor(Admission admission, Peer peer, Standing standing, OptionalLong inode) {
        this.admission = admission;
        this.peer = peer;
        this.standing = standing;
        this.inode = inode;
    }

    public Peer peer() {
        return peer;
    }

    /** Lets somebody in with what was presented, or says why not. Of HTTP and gRPC, for each request. */
    public CompletableFuture<Entry> admit(Credentials credentials) {
        boolean scopedMatters =
                credentials.token().filter(admission.tokens()::mayBeScoped).isPresent();
        return admission.withTokens(
                scopedMatters, () -> EntryRule.admit(find(credentials), hookOf(credentials)), EntryRule.overloaded());
    }

    /** Whether somebody who was let in may do that: empty if so. Of WebSocket, for each message. */
    public CompletableFuture<Optional<Denied>> authorize(Caller caller, Need need) {
        boolean scopedMatters = caller.by() instanceof Caller.By.ScopedToken;
        return admission
                .withTokens(scopedMatters, () -> authorizeKnown(caller, need), Optional.of(EntryRule.overloaded()))
                .thenCompose(denied -> denied.isPresent() || !mustKnowProcess(caller, need)
                        ? CompletableFuture.completedFuture(denied)
                        : whereabouts().thenApply(EntryRule::authorize));
    }

    /**
     * Whether somebody who was let in is still who he was then: empty unless his token was revoked or has expired. To be
     * asked now and then by who sends him things that he does not ask for each time.
     */
    public CompletableFuture<Optional<Denied>> stays(Caller caller) {
        if (!(caller.by() instanceof Caller.By.ScopedToken)) {
            return STAYS;
        }
        // Too many questions at once are no reason to go; the next time tells.
        return admission.withTokens(true, () -> lost(caller), Optional.empty());
    }

    private Optional<Denied> authorizeKnown(Caller caller, Need need) {
        return lost(caller).or(() -> EntryRule.authorize(caller, need));
    }

    private Optional<Denied> lost(Caller caller) {
        return caller.by() instanceof Caller.By.ScopedToken token
                        && !admission.tokens().isGood(token)
                ? Optional.of(EntryRule.wrongToken())
                : Optional.empty();
    }

    private boolean mustKnowProcess(Caller caller, Need need) {
        return !admission.allowsSelfDrive() && EntryRule.asksForProcess(caller, need);
    }

    private synchronized CompletableFuture<Whereabouts> whereabouts() {
        // Overloaded is no answer to keep.
        if (whereabouts == null || whereabouts.getNow(null) instanceof Whereabouts.Overloaded) {
            whereabouts = admission.selfDrive().find(peer, inode);
        }
        return whereabouts;
    }

    private Found find(Credentials credentials) {
        Tokens tokens = admission.tokens();
        boolean counts = tokens.isAskedOfAll()
                || credentials.token().filter(tokens::mayBeScoped).isPresent();
        return new Found(
                standing,
                tokens.isAskedOfAll(),
                credentials.token().isPresent(),
                counts,
                credentials.notBearer(),
                credentials.token().flatMap(tokens::find));
    }

    /** All are compared, so that the time says nothing. */
    private Optional<String> hookOf(Credentials credentials) {
        Optional<String> found = Optional.empty();
        if (credentials.hookSecret().isPresent()) {
            String presented = credentials.hookSecret().get().reveal();
            for (RunningSession session : admission.sessions().now()) {
                if (session.mark().hookSecret().matches(presented)) {
                    found = Optional.of(session.name());
                }
            }
        }
        return found;
    }
}
