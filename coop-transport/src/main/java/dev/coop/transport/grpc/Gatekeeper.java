package dev.coop.transport.grpc;

import dev.coop.core.api.Refusal;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Credentials;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.WebRequest;
import dev.coop.transport.admission.WebRules;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the metadata of a call before anything of it is taken: is it meant for us, does it come from a page of ours,
 * and who makes it. All methods are behind this, health and reflection too.
 */
final class Gatekeeper implements ServerInterceptor {
    /** Who makes the call. */
    static final Context.Key<Guest> GUEST = Context.key("coop-guest");

    private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
    private static final Metadata.Key<String> HOOK_SECRET = ascii("coop-hook-secret");
    private static final Metadata.Key<String> SESSION = ascii("coop-session");
    private static final Metadata.Key<String> REQUEST_ID = ascii("x-request-id");
    private static final Metadata.Key<String> ORIGIN = ascii("origin");
    private static final Metadata.Key<String> FETCH_SITE = ascii("sec-fetch-site");

    private final WebRules rules;

    Gatekeeper(WebRules rules) {
        this.rules = rules;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
        Connection connection = Connection.of(call);
        Optional<Denied> stranger =
                rules.check(web(call, metadata), connection.visitor().peer());
        if (stranger.isPresent()) {
            Statuses.refuse(call, stranger.get().refusal());
            return new ServerCall.Listener<>() {};
        }
        LateListener<Q> listener = new LateListener<>();
        Context context = Context.current();
        connection.inOrder(
                () -> connection.visitor().admit(credentials(metadata)),
                (entry, failure) -> listener.become(enter(call, metadata, next, context, entry, failure)));
        return listener;
    }

    private static <Q, A> ServerCall.Listener<Q> enter(
            ServerCall<Q, A> call,
            Metadata metadata,
            ServerCallHandler<Q, A> next,
            Context context,
            @Nullable Entry entry,
            @Nullable Throwable failure) {
        switch (entry) {
            case Caller caller -> {
                Guest guest = new Guest(
                        Connection.of(call),
                        caller,
                        Optional.ofNullable(metadata.get(SESSION)),
                        Optional.ofNullable(metadata.get(REQUEST_ID)));
                return Contexts.interceptCall(context.withValue(GUEST, guest), call, metadata, next);
            }
            case Denied denied -> Statuses.refuse(call, unauthenticated(denied));
            case null -> Statuses.refuse(call, Statuses.refusal(failure));
        }
        return new ServerCall.Listener<>() {};
    }

    /** In the words that clients of the contract compare with. */
    static Refusal unauthenticated(Denied denied) {
        String message = switch (denied.why()) {
            case NO_TOKEN -> "missing authorization header";
            case NOT_BEARER -> "invalid authorization scheme";
            case WRONG_TOKEN -> "invalid token";
            default -> denied.message();
        };
        return Refusal.of(denied.code(), message).withHint(denied.hint());
    }

    private static WebRequest web(ServerCall<?, ?> call, Metadata metadata) {
        String authority = call.getAuthority();
        return new WebRequest(
                authority == null ? List.of() : List.of(authority),
                "/" + call.getMethodDescriptor().getFullMethodName(),
                all(metadata, ORIGIN),
                all(metadata, FETCH_SITE),
                true);
    }

    private static Credentials credentials(Metadata metadata) {
        String authorization = metadata.get(AUTHORIZATION);
        String hookSecret = metadata.get(HOOK_SECRET);
        Credentials presented =
                authorization == null ? Credentials.none() : Credentials.none().withAuthorization(authorization);
        return presented.withHookSecret(hookSecret == null ? "" : hookSecret);
    }

    private static List<String> all(Metadata metadata, Metadata.Key<String> key) {
        List<String> values = new ArrayList<>();
        Iterable<String> found = metadata.getAll(key);
        if (found != null) {
            found.forEach(values::add);
        }
        return values;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
