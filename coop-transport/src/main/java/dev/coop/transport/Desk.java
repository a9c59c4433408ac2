package dev.coop.transport;

import dev.coop.core.api.Api;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Heading;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.Role;
import dev.coop.core.session.Session;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Need;
import dev.coop.transport.admission.Visitor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all transports hand in their calls: may the caller do that, and if so, what is the answer. */
public final class Desk {
    /** Hears of every call that may change something. */
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.coop.audit");

    private final Api api;

    public Desk(Api api) {
        this.api = api;
    }

    public Api api() {
        return api;
    }

    /**
     * Does it, if the caller may.
     *
     * @param caller empty for somebody who was not let in, who may do what is open to all
     * @param executor the thread of the connection; the answer is completed there or by the calling thread
     * @return completed with the answer or, exceptionally, with a {@link Refusal} itself
     */
    public <Q, A> CompletableFuture<A> call(
            Visitor visitor,
            Optional<Caller> caller,
            Operation<Q, A> operation,
            Heading heading,
            Q request,
            Executor executor) {
        CompletableFuture<Optional<Denied>> answer;
        try {
            answer = authorize(visitor, caller, operation, heading.session());
        } catch (Refusal refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return callIf(answer.join(), caller, operation, heading, request, executor);
        }
        CompletableFuture<A> told = new CompletableFuture<>();
        var _ = answer.whenCompleteAsync(
                (denied, failure) -> {
                    if (failure != null) {
                        told.completeExceptionally(refusal(failure));
                    } else if (!told.isDone()) {
                        pass(callIf(denied, caller, operation, heading, request, executor), told);
                    }
                },
                executor);
        return told;
    }

    /** Tells the answer; who gives up waiting for it ends the call. */
    private static <A> void pass(CompletableFuture<A> call, CompletableFuture<A> told) {
        var _ = call.whenComplete((value, failure) -> {
            if (failure == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(refusal(failure));
            }
        });
        var _ = told.whenComplete((_, _) -> {
            if (told.isCancelled()) {
                call.cancel(false);
            }
        });
    }

    private <Q, A> CompletableFuture<A> callIf(
            Optional<Denied> denied,
            Optional<Caller> caller,
            Operation<Q, A> operation,
            Heading heading,
            Q request,
            Executor executor) {
        if (denied.isPresent()) {
            return CompletableFuture.failedFuture(refusal(denied.get()));
        }
        // By a hook's door comes who may do just that.
        Role role = operation.door() == Operation.Door.ROLE
                ? caller.flatMap(Caller::role).orElse(Role.OBSERVE)
                : operation.role();
        CompletableFuture<A> answer = api.call(operation, role, heading, request, executor);
        if (operation.role() != Role.OBSERVE && AUDIT.isInfoEnabled()) {
            var _ = answer.whenComplete(
                    (_, failure) -> api.about(heading, () -> audit(operation, heading.session(), caller, failure)));
        }
        return answer;
    }

    /** Who changed what, and what came of it; nothing of what was typed or sent. */
    private static void audit(
            Operation<?, ?> operation, Optional<String> session, Optional<Caller> caller, @Nullable Throwable failure) {
        AUDIT.info(
                "{} {} by {}: {}",
                operation.name(),
                session.orElse("(the first session)"),
                caller.map(Caller::who).orElse("nobody"),
                failure == null ? "done" : refusal(failure).code());
    }

    /** Whether the caller may; empty if so. */
    public CompletableFuture<Optional<Denied>> authorize(
            Visitor visitor, Optional<Caller> caller, Operation<?, ?> operation, Optional<String> session) {
        if (operation.door() == Operation.Door.OPEN) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Caller known = caller.orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHORIZED, "not authenticated"));
        Need need = operation.door() == Operation.Door.HOOK
                ? Need.hook(api.target(session, operation.scope())
                        .map(Session::name)
                        .orElse(""))
                : Need.role(operation.role());
        return visitor.authorize(known, need);
    }

    /** A client is told of an error, over a transport of that name. */
    public void refused(String transport, Refusal refusal) {
        api.meters().refused(transport, refusal.code().name());
    }

    /** What to tell somebody who was denied. */
    public static Refusal refusal(Denied denied) {
        return denied.refusal();
    }

    /** What to tell of a failure. */
    public static Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return Refusal.of(ErrorCode.INTERNAL, "this failed inside coop; its log says why");
    }
}
