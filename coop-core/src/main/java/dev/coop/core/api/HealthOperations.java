package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.agent.AgentKind;
import dev.coop.core.agent.AgentState;
import dev.coop.core.metrics.MetricsPage;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is it there, is it ready, how is it. */
public final class HealthOperations {
    private HealthOperations() {}

    public static final Operation<Operation.None, Health> HEALTH = Operation.of(
                    "health",
                    Scope.HOST,
                    Role.OBSERVE,
                    Operation.None.class,
                    Health.class,
                    "How the host and the session are.")
            .through(Operation.Door.OPEN)
            .get("health")
            .ws("health:get", "health")
            .rpc("GetHealth")
            .directly((context, _) -> health(context));

    public static final Operation<Operation.None, Ready> READY = Operation.of(
                    "ready",
                    Scope.HOST,
                    Role.OBSERVE,
                    Operation.None.class,
                    Ready.class,
                    "Whether the agent has been seen doing anything; over HTTP 503 until then.")
            .through(Operation.Door.OPEN)
            .get("ready")
            .ws("ready:get", "ready")
            .rpc("GetReady")
            .directly((context, _) ->
                    new Ready(context.target().map(HealthOperations::isReady).orElse(false)));

    public static final Operation<Operation.None, Livez> LIVEZ = Operation.of(
                    "livez", Scope.HOST, Role.OBSERVE, Operation.None.class, Livez.class, "Whether the host answers.")
            .through(Operation.Door.OPEN)
            .get("livez")
            .directly((context, _) -> new Livez("alive", context.api().uptime().toSeconds(), pid(context.target())));

    public static final Operation<Operation.None, Status> STATUS = Operation.of(
                    "status",
                    Scope.SESSION,
                    Role.OBSERVE,
                    Operation.None.class,
                    Status.class,
                    "The session in figures.")
            .get("status")
            .ws("status:get", "status")
            .rpc("GetStatus")
            .directly((context, _) -> status(context));

    public static final Operation<Operation.None, Text> METRICS = Operation.of(
                    "metrics",
                    Scope.HOST,
                    Role.OBSERVE,
                    Operation.None.class,
                    Text.class,
                    "What is counted in the host, for Prometheus; also at /metrics.")
            .get("metrics")
            .directly((context, _) -> new Text(
                    MetricsPage.CONTENT_TYPE,
                    MetricsPage.of(
                            context.api().meters(),
                            context.host().sessions(),
                            context.api().control().version(),
                            context.api().uptime())));

    static final List<Operation<?, ?>> ALL = List.of(HEALTH, READY, LIVEZ, STATUS, METRICS);

    /**
     * Without a session the size is 0x0 and the id empty.
     *
     * @param terminal the size again, where older clients look for it
     * @param degraded what does not work as it should, in words
     */
    public record Health(
            String status,
            String version,
            String sessionId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String session,

            int epoch,
            @Nullable Long pid,
            long uptimeSecs,
            String agent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Size terminal,

            int terminalCols,
            int terminalRows,
            int wsClients,
            boolean ready,
            int sessions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String url,

            List<String> degraded) {
        /** As WebSocket clients know it. */
        public Health withoutTerminal() {
            return new Health(
                    status,
                    version,
                    sessionId,
                    session,
                    epoch,
                    pid,
                    uptimeSecs,
                    agent,
                    null,
                    terminalCols,
                    terminalRows,
                    wsClients,
                    ready,
                    sessions,
                    url,
                    degraded);
        }
    }

    public record Size(int cols, int rows) {}

    public record Ready(boolean ready) {}

    public record Livez(
            String status, long uptimeSecs, @Nullable Long pid) {}

    /**
     * The session in figures.
     *
     * @param signal what ended the program, if a signal did
     */
    public record Status(
            String sessionId,
            String session,
            int epoch,
            String state,
            @Nullable Long pid,
            long uptimeSecs,
            @Nullable Integer exitCode,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer signal,

            long screenSeq,
            long bytesRead,
            long bytesWritten,
            int wsClients) {}

    private static Health health(Context context) {
        Optional<Session> session = context.target();
        WindowSize size = session.map(Session::size).orElse(null);
        int cols = size == null ? 0 : size.columns();
        int rows = size == null ? 0 : size.rows();
        return new Health(
                "running",
                context.api().control().version(),
                session.map(s -> s.id().toString()).orElse(""),
                session.map(Session::name).orElse(null),
                session.map(Session::epoch).orElse(0),
                pid(session),
                context.api().uptime().toSeconds(),
                session.map(Session::agent).orElse(AgentKind.UNKNOWN).wireName(),
                new Size(cols, rows),
                cols,
                rows,
                context.api().clients().get(),
                session.map(HealthOperations::isReady).orElse(false),
                context.host().sessions().size(),
                context.api().control().url().orElse(null),
                session.map(s -> Degradations.of(s)).orElse(List.of()));
    }

    private static Status status(Context context) {
        Session session = context.session();
        AgentState state = session.now().transition().state();
        Exit exit = Exit.of(state);
        return new Status(
                session.id().toString(),
                session.name(),
                session.epoch(),
                state.wireName(),
                pid(context.target()),
                context.api().uptime().toSeconds(),
                exit.code(),
                exit.signal(),
                session.output().end(),
                session.output().end(),
                session.bytesWritten(),
                context.api().clients().get());
    }

    static boolean isReady(Session session) {
        return !(session.now().transition().state() instanceof AgentState.Starting);
    }

    static @Nullable Long pid(Optional<Session> session) {
        return session.map(Session::pid)
                .filter(pid -> pid.isPresent())
                .map(pid -> pid.getAsLong())
                .orElse(null);
    }

    /** How a program ended, as fields: a code or a signal. */
    public record Exit(@Nullable Integer code, @Nullable Integer signal) {
        public static Exit of(AgentState state) {
            return state instanceof AgentState.Exited(ExitStatus status) ? of(status) : new Exit(null, null);
        }

        static Exit of(ExitStatus status) {
            return switch (status) {
                case ExitStatus.Exited(int code) -> new Exit(code, null);
                case ExitStatus.Signaled signaled ->
                    new Exit(null, signaled.signal().number());
                case ExitStatus.Lost _ -> new Exit(null, null);
            };
        }
    }
}
