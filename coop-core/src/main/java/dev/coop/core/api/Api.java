package dev.coop.core.api;

import dev.coop.core.metrics.Meters;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The operations of one host. Transports bring who asks, which session is meant and a request; they get an answer or a
 * {@link Refusal}, and nothing else: what goes wrong inside is logged here and told as {@link ErrorCode#INTERNAL}.
 */
public final class Api implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Host host;
    private final HostControl control;
    private final Meters meters = new Meters();
    private final Workers workers = new Workers();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private final long startedNanos = System.nanoTime();

    public Api(Host host, HostControl control) {
        this.host = host;
        this.control = control;
    }

    /**
     * Does it, if who asks may.
     *
     * @param executor where answers that come from elsewhere are worked on and completed
     * @return completed with the answer or, exceptionally, with a {@link Refusal} itself
     */
    public <Q, A> CompletableFuture<A> call(
            Operation<Q, A> operation, Role role, Heading heading, Q request, Executor executor) {
        long begin = System.nanoTime();
        CompletableFuture<A> answer;
        try {
            answer = handle(operation, role, heading.session(), request, executor);
        } catch (RuntimeException failure) {
            answer = CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<A> told = new CompletableFuture<>();
        var _ = answer.whenComplete((value, failure) -> {
            long nanos = System.nanoTime() - begin;
            if (told.isCancelled()) {
                meters.called(operation.name(), Meters.GIVEN_UP, nanos);
                return;
            }
            Optional<Refusal> refusal = Optional.ofNullable(failure).map(f -> refusal(operation, heading, f));
            String outcome = refusal.map(of -> of.code().name()).orElse(Meters.OK);
            meters.called(operation.name(), outcome, nanos);
            if (LOG.isDebugEnabled()) {
                about(heading, () -> LOG.debug("{}: {} in {} µs", operation.name(), outcome, nanos / 1000));
            }
            refusal.ifPresentOrElse(told::completeExceptionally, () -> told.complete(value));
        });
        CompletableFuture<A> work = answer;
        // Who gives up waiting ends what is done for him alone.
        var _ = told.whenComplete((_, _) -> {
            if (told.isCancelled()) {
                work.cancel(false);
            }
        });
        return told;
    }

    private <Q, A> CompletableFuture<A> handle(
            Operation<Q, A> operation, Role role, Optional<String> session, Q request, Executor executor) {
        requireRole(role, operation.role(), operation.name());
        Optional<Session> target = target(session, operation.scope());
        Handler<Q, A> handler = operation
                .handler()
                .orElseThrow(() ->
                        Refusal.of(ErrorCode.NO_DRIVER, operation.name() + " is not served by this version of coop"));
        return handler.handle(new Context(this, target, executor), request);
    }

    /**
     * Of a request that has just come.
     *
     * @param session the one that it names, if it does
     * @param id what its client calls it, if anything
     */
    public Heading heading(Optional<String> session, Optional<String> id) {
        return new Heading(session, RequestId.of(id, asked.incrementAndGet()));
    }

    /** The session that is meant by a name, or by none. */
    public Optional<Session> target(Optional<String> name, Scope scope) {
        // Asked before: the first session may come in between.
        boolean begun = host.hasBegun();
        Optional<Session> target = name.isPresent() ? host.session(name.get()) : host.first();
        if (target.isEmpty() && !begun && (name.isPresent() || scope == Scope.SESSION)) {
            throw Refusal.of(ErrorCode.NOT_READY, "the host is starting, and its session is not there yet")
                    .withHint("ask again in a moment");
        }
        if (target.isEmpty() && name.isPresent()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no session of that name")
                    .withField("session")
                    .withHint("GET /api/v1/sessions lists them");
        }
        if (target.isEmpty() && scope == Scope.SESSION) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no session").withHint("POST /api/v1/sessions creates one");
        }
        return target;
    }

    public static void requireRole(Role role, Role needed, String what) {
        if (!role.covers(needed)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, what + " needs the role " + needed + ", and you have " + role)
                    .withHint("use a token with that role");
        }
    }

    /** What to tell of a failure. */
    private Refusal refusal(Operation<?, ?> operation, Heading heading, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        about(heading, () -> LOG.error("{} failed", operation.name(), cause));
        return Refusal.of(
                ErrorCode.INTERNAL,
                operation.name() + " failed inside coop; its log says why, at request " + heading.id());
    }

    /** Logs something about a request: which one, and whose session it was about. */
    public void about(Heading heading, Runnable line) {
        String name =
                heading.session().or(() -> host.first().map(Session::name)).orElse("");
        try (var _ = MDC.putCloseable("session", name);
                var _ = MDC.putCloseable("request", heading.id().toString())) {
            line.run();
        }
    }

    public Host host() {
        return host;
    }

    /** What is counted in this host. */
    public Meters meters() {
        return meters;
    }

    HostControl control() {
        return control;
    }

    /** Of coop. */
    public String version() {
        return control.version();
    }

    Workers workers() {
        return workers;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** How many WebSockets are open, kept by the transport. */
    public AtomicInteger clients() {
        return clients;
    }

    @Override
    public void close() {
        workers.close();
    }
}
