package dev.coop.core.api;

import dev.coop.core.agent.AgentState;
import dev.coop.core.pty.Signal;
import dev.coop.core.pty.Target;
import dev.coop.core.pty.UnknownSignalException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terminal's size and its program's signals. */
public final class TerminalOperations {
    private TerminalOperations() {}

    public static final Operation<ResizeRequest, ResizeRequest> RESIZE = Operation.of(
                    "resize",
                    Scope.SESSION,
                    Role.DRIVE,
                    ResizeRequest.class,
                    ResizeRequest.class,
                    "Another size for the screen and the program.")
            .post("resize")
            .ws("resize", "resized")
            .rpc("Resize")
            .directly((context, request) -> {
                live(context.session()).resize(new WindowSize(request.cols, request.rows));
                return request;
            });

    /** Somebody with a window of his own, see {@link Session#view}; known by identity. */
    @FunctionalInterface
    public interface Viewer {
        /** His window counts for this session until he is taken off it with {@link Session#leave}. */
        void views(Session session);
    }

    /** {@link #RESIZE} by a viewer: the session gets the size that all its viewers can show. */
    public static Operation<ResizeRequest, ResizeRequest> resizeBy(Viewer viewer) {
        return RESIZE.directly((context, request) -> {
            Session session = live(context.session());
            viewer.views(session);
            session.view(viewer, new WindowSize(request.cols, request.rows));
            return request;
        });
    }

    public static final Operation<SignalRequest, Delivered> SIGNAL = Operation.of(
                    "signal",
                    Scope.SESSION,
                    Role.DRIVE,
                    SignalRequest.class,
                    Delivered.class,
                    "Sends a signal to the program, or to its whole group.")
            .post("signal")
            .ws("signal:send", "signal:sent")
            .rpc("SendSignal")
            .directly((context, request) -> signal(context.session(), request));

    static final List<Operation<?, ?>> ALL = List.of(RESIZE, SIGNAL);

    public record ResizeRequest(Integer cols, Integer rows) {
        public ResizeRequest {
            side("cols", cols);
            side("rows", rows);
        }

        private static void side(String field, @Nullable Integer value) {
            if (value != null && value == 0) {
                throw Refusal.badField(field, "cols and rows must be positive");
            }
            Check.inRange(field, value, 1, WindowSize.MAX);
        }
    }

    /**
     * Which signal, and for whom.
     *
     * @param group to all processes of the program's group; else to the program alone
     */
    public record SignalRequest(String signal, boolean group) {
        public SignalRequest {
            Check.required("signal", signal);
        }
    }

    public record Delivered(boolean delivered) {}

    /** The session, if its program runs. */
    static Session live(Session session) {
        if (session.now().transition().state() instanceof AgentState.Exited) {
            throw Refusal.of(ErrorCode.EXITED, "the program has ended");
        }
        if (session.pid().isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_READY, "the program has not been started yet");
        }
        return session;
    }

    private static Delivered signal(Session session, SignalRequest request) {
        Signal signal;
        try {
            signal = Signal.parse(request.signal);
        } catch (UnknownSignalException unknown) {
            throw Refusal.badField("signal", String.valueOf(unknown.getMessage()));
        }
        if (!live(session).signal(signal, request.group ? Target.GROUP : Target.CHILD)) {
            throw Refusal.of(ErrorCode.EXITED, "the program has ended");
        }
        return new Delivered(true);
    }
}
