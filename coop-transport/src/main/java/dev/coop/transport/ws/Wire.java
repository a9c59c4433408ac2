package dev.coop.transport.ws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.agent.AgentState;
import dev.coop.core.api.HealthOperations;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.ScreenOperations;
import dev.coop.core.api.StateDetails;
import dev.coop.core.session.Resized;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;
import dev.coop.core.session.Transition;
import dev.coop.core.vt.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said to clients, as JSON. */
final class Wire {
    private Wire() {}

    /** The answer to a request, as WebSocket clients know it. */
    static byte[] answer(String event, Optional<String> requestId, Object answer) {
        Object view = switch (answer) {
            case HealthOperations.Health health -> health.withoutTerminal();
            case ScreenOperations.Screen screen -> screen.withoutAnsi();
            default -> answer;
        };
        return message(event, requestId, Json.tree(view));
    }

    static byte[] pong(Optional<String> requestId) {
        return message("pong", requestId, Json.object());
    }

    static byte[] error(Refusal refusal, Optional<String> requestId) {
        ObjectNode details = Json.object();
        details.put("code", refusal.code().name());
        details.put("message", refusal.message());
        refusal.field().ifPresent(field -> details.put("field", field));
        refusal.hint().ifPresent(hint -> details.put("hint", hint));
        return message("error", requestId, details);
    }

    private static byte[] message(String event, Optional<String> requestId, ObjectNode fields) {
        ObjectNode message = Json.object();
        message.put("event", event);
        requestId.ifPresent(id -> message.put("request_id", id));
        message.setAll(fields);
        return Json.write(message);
    }

    /** What was not sent: from {@code from} up to, but not including, {@code to}. */
    private record Gap(String event, String channel, long from, long to) {}

    static byte[] gap(String channel, long from, long to) {
        return Json.write(new Gap("gap", channel, from, to));
    }

    private record TransitionPush(
            String event,
            String prev,
            String next,
            long seq,
            int epoch,
            String sessionId,
            StateDetails.@Nullable PromptContext prompt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String errorDetail,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String errorCategory,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parkedReason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long resumeAtEpochMs,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) String cause) {}

    private record ExitPush(
            String event, @Nullable Integer code, @Nullable Integer signal, long seq, int epoch, String sessionId) {}

    private record ResizedPush(String event, int cols, int rows, long seq, int epoch, String sessionId) {}

    static byte[] happened(Session session, long seq, SessionEvent event) {
        return Json.write(
                switch (event) {
                    case Transition transition -> transition(session, seq, transition);
                    case Resized(var size) ->
                        new ResizedPush(
                                "resized",
                                size.columns(),
                                size.rows(),
                                seq,
                                session.epoch(),
                                session.id().toString());
                });
    }

    /** The state as it is, for somebody who has seen nothing of it. */
    static byte[] now(Session session, Session.Now now) {
        Transition last = now.transition();
        Transition still = new Transition(last.state(), last.state(), last.epoch(), last.tier(), "");
        return Json.write(transition(session, now.sinceSeq(), still));
    }

    private static Record transition(Session session, long seq, Transition transition) {
        String id = session.id().toString();
        StateDetails details = StateDetails.of(transition.state());
        if (transition.state() instanceof AgentState.Exited) {
            HealthOperations.Exit exit = details.exit();
            return new ExitPush("exit", exit.code(), exit.signal(), seq, transition.epoch(), id);
        }
        return new TransitionPush(
                "transition",
                transition.previous().wireName(),
                transition.state().wireName(),
                seq,
                transition.epoch(),
                id,
                details.prompt(),
                details.errorDetail(),
                details.errorCategory(),
                details.parkedReason(),
                details.resumeAtEpochMs(),
                transition.cause());
    }

    private record ScreenPush(
            String event,
            List<String> lines,
            int cols,
            int rows,
            boolean altScreen,
            ScreenOperations.Cursor cursor,
            long seq) {}

    static byte[] screen(Snapshot snapshot) {
        return Json.write(new ScreenPush(
                "screen",
                snapshot.lines(),
                snapshot.columns(),
                snapshot.height(),
                snapshot.alternate(),
                new ScreenOperations.Cursor(snapshot.cursorRow(), snapshot.cursorColumn()),
                snapshot.offset()));
    }
}
