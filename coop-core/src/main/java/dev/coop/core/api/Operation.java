package dev.coop.core.api;

import java.util.Optional;

/**
 * A row of the table of operations: what transports, documents and tests know of one.
 *
 * @param name what logs and metrics call it
 * @param doc one sentence for people
 * @param role what one has to be to do it
 * @param door by what right one gets there
 * @param http its route
 * @param ws its messages
 * @param rpc its method of the gRPC service
 * @param handler what does it; a row without one is known but not served yet
 */
public record Operation<Q, A>(
        String name,
        String doc,
        Scope scope,
        Role role,
        Door door,
        Optional<Http> http,
        Optional<Ws> ws,
        Optional<String> rpc,
        Class<Q> request,
        Class<A> answer,
        Optional<Handler<Q, A>> handler) {

    /**
     * A route below {@code /api/v1/}.
     *
     * @param path may have parameters, {@code {name}}, which are fields of the request
     * @param status of a success
     */
    public record Http(Method method, String path, int status) {}

    /** By what right one gets to an operation. */
    public enum Door {
        /** Anybody: whoever watches over hosts has to be able to ask whether one is there. */
        OPEN,
        /** Whoever has the role. */
        ROLE,
        /** The session's own processes too, by its hook secret. */
        HOOK
    }

    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** The names of the request's and the answer's message. */
    public record Ws(String request, String answer) {}

    /** A request without fields. */
    public record None() {}

    static <Q, A> Operation<Q, A> of(
            String name, Scope scope, Role role, Class<Q> request, Class<A> answer, String doc) {
        return new Operation<>(
                name,
                doc,
                scope,
                role,
                Door.ROLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                request,
                answer,
                Optional.empty());
    }

    /** A row that is not served yet. */
    static Operation<None, None> planned(String name, Role role, String doc) {
        return of(name, Scope.SESSION, role, None.class, None.class, doc);
    }

    Operation<Q, A> get(String path) {
        return http(new Http(Method.GET, path, 200));
    }

    Operation<Q, A> post(String path) {
        return http(new Http(Method.POST, path, 200));
    }

    Operation<Q, A> http(Http route) {
        return new Operation<>(name, doc, scope, role, door, Optional.of(route), ws, rpc, request, answer, handler);
    }

    Operation<Q, A> through(Door other) {
        return new Operation<>(name, doc, scope, role, other, http, ws, rpc, request, answer, handler);
    }

    Operation<Q, A> ws(String requestEvent, String answerEvent) {
        return new Operation<>(
                name,
                doc,
                scope,
                role,
                door,
                http,
                Optional.of(new Ws(requestEvent, answerEvent)),
                rpc,
                request,
                answer,
                handler);
    }

    Operation<Q, A> rpc(String method) {
        return new Operation<>(name, doc, scope, role, door, http, ws, Optional.of(method), request, answer, handler);
    }

    Operation<Q, A> by(Handler<Q, A> does) {
        return new Operation<>(name, doc, scope, role, door, http, ws, rpc, request, answer, Optional.of(does));
    }

    /** A handler that is done at once. */
    Operation<Q, A> directly(Handler.Direct<Q, A> does) {
        return by(Handler.direct(does));
    }
}
