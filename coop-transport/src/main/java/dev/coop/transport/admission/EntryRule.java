package dev.coop.transport.admission;

import dev.coop.core.api.Role;
import dev.coop.transport.admission.Denied.Why;
import java.util.Locale;
import java.util.Optional;

/** Who is let in, and to what: decided from what was found out, without finding anything out. */
final class EntryRule {
    private static final String SEND_TOKEN =
            "send the token as 'Authorization: Bearer TOKEN'; the command line takes it from COOP_AUTH_TOKEN";
    private static final String START_WITH_TOKEN =
            "start coop with a token (COOP_AUTH_TOKEN or --auth-token-file) and send it as 'Authorization: Bearer"
                    + " TOKEN'";

    private EntryRule() {}

    /**
     * Lets somebody in as the most that was proven.
     *
     * @param hookOf the session whose hook secret was presented
     */
    static Entry admit(Found found, Optional<String> hookOf) {
        if (found.grant().isPresent()) {
            Tokens.Grant grant = found.grant().get();
            return new Caller(Optional.of(grant.role()), grant.by(), hookOf);
        }
        Optional<Denied> denied = deny(found);
        if (denied.isEmpty()) {
            return new Caller(Optional.of(Role.ADMIN), new Caller.By.SameUser(), hookOf);
        }
        // A token that is wrong is said to be wrong, whatever comes with it.
        boolean presentedNothingElse = !found.tokenPresented();
        return hookOf.isPresent() && presentedNothingElse
                ? new Caller(Optional.empty(), new Caller.By.HookSecret(), hookOf)
                : denied.get();
    }

    private static Optional<Denied> deny(Found found) {
        if (found.notBearer() && found.tokenIsAsked()) {
            return denied(Why.NOT_BEARER, SEND_TOKEN);
        }
        if (found.tokenPresented() && (found.tokenCounts() || found.standing() != Standing.SAME_USER)) {
            return Optional.of(wrongToken());
        }
        if (found.tokenIsAsked()) {
            return denied(Why.NO_TOKEN, SEND_TOKEN);
        }
        return switch (found.standing()) {
            case SAME_USER -> Optional.empty();
            case OTHER_USER -> denied(Why.OTHER_USER, "connect as the user that coop runs as, or " + START_WITH_TOKEN);
            case UNKNOWN ->
                denied(
                        Why.UNKNOWN_USER,
                        "keep the connection open until it is answered, use the Unix socket, or " + START_WITH_TOKEN);
            case REMOTE -> denied(Why.REMOTE, "connect from this machine, or " + START_WITH_TOKEN);
        };
    }

    /** What can be said without knowing which process asks. */
    static Optional<Denied> authorize(Caller caller, Need need) {
        return switch (need) {
            case Need.Of(Role role) ->
                caller.role().filter(own -> own.covers(role)).isPresent()
                        ? Optional.empty()
                        : denied(
                                Why.ROLE,
                                "this needs the role " + word(role) + "; yours is "
                                        + caller.role().map(EntryRule::word).orElse("none"));
            case Need.Hook(String session) ->
                caller.hookOf().filter(session::equals).isPresent() || isTokenThatMayDrive(caller)
                        ? Optional.empty()
                        : denied(
                                Why.NO_HOOK_SECRET,
                                "send the hook secret of the session (COOP_HOOK_SECRET in its environment), or a"
                                        + " token");
        };
    }

    /** Whether it matters which process asks: only for who came in without a token, and only for what changes something. */
    static boolean asksForProcess(Caller caller, Need need) {
        return caller.by() instanceof Caller.By.SameUser
                && need instanceof Need.Of(Role role)
                && !Role.OBSERVE.covers(role);
    }

    static Optional<Denied> authorize(Whereabouts whereabouts) {
        return switch (whereabouts) {
            case Whereabouts.Outside _ -> Optional.empty();
            case Whereabouts.Inside(String session) ->
                denied(
                        Why.OWN_SESSION,
                        "the caller runs inside session '" + session
                                + "', which may look, call its hooks and resolve its own stop; coop --allow-self-drive"
                                + " allows more");
            case Whereabouts.Unknown _ ->
                denied(
                        Why.UNKNOWN_PROCESS,
                        "keep the connection open until it is answered, use the Unix socket, or send a token");
            case Whereabouts.Overloaded _ -> Optional.of(overloaded());
        };
    }

    static Denied wrongToken() {
        return new Denied(
                Why.WRONG_TOKEN,
                "the token is not one of this host's, or it was revoked or has expired: see 'coop token list'");
    }

    static Denied overloaded() {
        return new Denied(Why.OVERLOADED, "try again in a moment, or send a token");
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isTokenThatMayDrive(Caller caller) {
        boolean token = switch (caller.by()) {
            case Caller.By.FullToken _, Caller.By.ScopedToken _ -> true;
            case Caller.By.SameUser _, Caller.By.HookSecret _ -> false;
        };
        return token && caller.role().filter(role -> role.covers(Role.DRIVE)).isPresent();
    }

    private static Optional<Denied> denied(Why why, String hint) {
        return Optional.of(new Denied(why, hint));
    }

    /**
     * What is known about somebody who wants in.
     *
     * @param tokenIsAsked of everybody
     * @param tokenPresented one was, good or not
     * @param tokenCounts a wrong one matters to somebody who needs none. Not where no token is set up and this one can't
     *     be one of the store: clients of the wire contract send what they have to hosts that don't ask for it
     */
    record Found(
            Standing standing,
            boolean tokenIsAsked,
            boolean tokenPresented,
            boolean tokenCounts,
            boolean notBearer,
            Optional<Tokens.Grant> grant) {}
}
