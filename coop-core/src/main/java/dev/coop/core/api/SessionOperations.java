package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.agent.AgentState;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.HostRefused;
import dev.coop.core.session.Session;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The host and its sessions: which there are, new ones, their end. */
public final class SessionOperations {
    private static final int DEFAULT_COLS = 200;
    private static final int DEFAULT_ROWS = 50;

    private SessionOperations() {}

    public static final Operation<Operation.None, SessionList> LIST = Operation.of(
                    "sessions",
                    Scope.HOST,
                    Role.OBSERVE,
                    Operation.None.class,
                    SessionList.class,
                    "The host's sessions, oldest first.")
            .get("sessions")
            .ws("sessions:list", "sessions")
            .rpc("ListSessions")
            .directly((context, _) -> new SessionList(
                    context.host().sessions().stream().map(SessionInfo::of).toList(),
                    context.api().uptime().toSeconds()));

    public static final Operation<CreateRequest, SessionInfo> CREATE = Operation.of(
                    "session_create",
                    Scope.HOST,
                    Role.ADMIN,
                    CreateRequest.class,
                    SessionInfo.class,
                    "Starts a program in a session of its own.")
            .http(new Operation.Http(Operation.Method.POST, "sessions", 201))
            .ws("session:create", "session:created")
            .rpc("CreateSession")
            .by(SessionOperations::create);

    public static final Operation<EndRequest, Ending> END = Operation.of(
                    "session_end",
                    Scope.HOST,
                    Role.ADMIN,
                    EndRequest.class,
                    Ending.class,
                    "Hangs a session's program up, kills it if it does not end, and removes the session.")
            .http(new Operation.Http(Operation.Method.DELETE, "sessions/{name}", 202))
            .ws("session:end", "session:ending")
            .rpc("EndSession")
            .directly((context, request) -> end(context, request));

    public static final Operation<Operation.None, Accepted> SHUTDOWN = Operation.of(
                    "shutdown",
                    Scope.HOST,
                    Role.ADMIN,
                    Operation.None.class,
                    Accepted.class,
                    "Ends the sessions and the host, as SIGTERM does.")
            .post("shutdown")
            .ws("shutdown", "shutdown")
            .rpc("Shutdown")
            .directly((context, _) -> {
                context.api().control().shutdown();
                return new Accepted(true);
            });

    static final List<Operation<?, ?>> ALL = List.of(LIST, CREATE, END, SHUTDOWN);

    /**
     * The sessions, and for how long their host has run.
     *
     * @param uptimeSecs the host's
     */
    public record SessionList(List<SessionInfo> sessions, long uptimeSecs) {}

    public record SessionInfo(
            String name,
            String sessionId,
            int epoch,
            String state,
            String agent,
            List<String> command,
            @Nullable Long pid,
            int cols,
            int rows,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer exitCode,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer signal) {
        static SessionInfo of(Session session) {
            AgentState state = session.now().transition().state();
            HealthOperations.Exit exit = HealthOperations.Exit.of(state);
            return new SessionInfo(
                    session.name(),
                    session.id().toString(),
                    session.epoch(),
                    state.wireName(),
                    session.agent().wireName(),
                    session.launch().argv(),
                    HealthOperations.pid(Optional.of(session)),
                    session.size().columns(),
                    session.size().rows(),
                    exit.code(),
                    exit.signal());
        }
    }

    /**
     * What to start.
     *
     * @param name without one the session is called after its program
     * @param directory where the program starts; the host's own directory if none
     * @param env added to the environment that sessions' programs get
     */
    public record CreateRequest(
            @Nullable String name,
            List<String> command,
            @Nullable String directory,
            Map<String, String> env,
            Integer cols,
            Integer rows) {
        public CreateRequest {
            command = List.copyOf(Check.required("command", command));
            env = Map.copyOf(Check.or(env, Map.of()));
            cols = Check.inRange("cols", Check.or(cols, DEFAULT_COLS), 1, WindowSize.MAX);
            rows = Check.inRange("rows", Check.or(rows, DEFAULT_ROWS), 1, WindowSize.MAX);
        }
    }

    public record EndRequest(String name) {
        public EndRequest {
            Check.required("name", name);
        }
    }

    public record Ending(boolean ending) {}

    public record Accepted(boolean accepted) {}

    private static CompletableFuture<SessionInfo> create(Context context, CreateRequest request) {
        Launch launch = launch(context, request);
        Session session;
        try {
            session = context.host()
                    .create(
                            Optional.ofNullable(request.name()),
                            launch,
                            context.api().control().limits());
        } catch (HostRefused refused) {
            throw switch (refused.reason()) {
                case FULL -> Refusal.of(ErrorCode.OVERLOADED, String.valueOf(refused.getMessage()));
                case BAD_NAME -> Refusal.badField("name", String.valueOf(refused.getMessage()));
                case NAME_TAKEN ->
                    Refusal.of(ErrorCode.CONFLICT, String.valueOf(refused.getMessage()))
                            .withField("name");
            };
        }
        return context.api().workers().call(() -> {
            try {
                return SessionInfo.of(context.host().start(session));
            } catch (SpawnException failure) {
                throw Refusal.badField("command", String.valueOf(failure.getMessage()));
            }
        });
    }

    private static Launch launch(Context context, CreateRequest request) {
        try {
            Path directory = Path.of(request.directory() == null ? "" : request.directory())
                    .toAbsolutePath();
            if (!Files.isDirectory(directory)) {
                throw Refusal.badField("directory", "there is no such directory");
            }
            return context.api()
                    .control()
                    .launch(request.command(), directory, request.env(), request.cols(), request.rows());
        } catch (InvalidPathException wrong) {
            throw Refusal.badField("directory", "this is no path");
        } catch (IllegalArgumentException wrong) {
            // Launch names its field, and never repeats a value of the environment.
            throw Refusal.badField("command", String.valueOf(wrong.getMessage()));
        }
    }

    private static Ending end(Context context, EndRequest request) {
        Session session = context.host()
                .session(request.name())
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no session of that name")
                        .withField("name"));
        context.api().control().end(session);
        return new Ending(true);
    }
}
