package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.agent.AgentState;
import dev.coop.core.session.Session;
import dev.coop.core.session.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent does, and what it is told. */
public final class AgentOperations {
    private AgentOperations() {}

    public static final Operation<Operation.None, Agent> AGENT = Operation.of(
                    "agent", Scope.SESSION, Role.OBSERVE, Operation.None.class, Agent.class, "What the agent does.")
            .get("agent")
            .ws("agent:get", "agent")
            .rpc("GetAgent")
            .directly((context, _) -> agent(context.session()));

    public static final Operation<NudgeRequest, NoAnswer> NUDGE = Operation.of(
                    "nudge",
                    Scope.SESSION,
                    Role.DRIVE,
                    NudgeRequest.class,
                    NoAnswer.class,
                    "Tells the agent something.")
            .post("agent/nudge")
            .ws("nudge", "nudged")
            .rpc("Nudge")
            .directly((context, _) -> withoutDriver(context.session()));

    public static final Operation<RespondRequest, NoAnswer> RESPOND = Operation.of(
                    "respond",
                    Scope.SESSION,
                    Role.DRIVE,
                    RespondRequest.class,
                    NoAnswer.class,
                    "Answers what the agent asks.")
            .post("agent/respond")
            .ws("respond", "response")
            .rpc("Respond")
            .directly((context, _) -> withoutDriver(context.session()));

    static final List<Operation<?, ?>> ALL = List.of(AGENT, NUDGE, RESPOND);

    /**
     * What the agent does, and who says so.
     *
     * @param detectionTier who said so, best first: "1" to "5", or "none"
     */
    public record Agent(
            String agent,
            String sessionId,
            String session,
            int epoch,
            String state,
            long sinceSeq,
            long screenSeq,
            String detectionTier,
            String detectionCause,
            StateDetails.@Nullable PromptContext prompt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String errorDetail,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String errorCategory,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parkedReason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long resumeAtEpochMs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer exitCode,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer signal) {}

    public record NudgeRequest(String message) {
        public NudgeRequest {
            Check.required("message", message);
        }
    }

    public record RespondRequest(
            @Nullable Boolean accept,
            @Nullable String text,
            @Nullable Integer option) {}

    /** Nothing is answered yet but refusals. */
    public record NoAnswer() {}

    private static Agent agent(Session session) {
        Session.Now now = session.now();
        Transition transition = now.transition();
        AgentState state = transition.state();
        StateDetails details = StateDetails.of(state);
        return new Agent(
                session.agent().wireName(),
                session.id().toString(),
                session.name(),
                transition.epoch(),
                state.wireName(),
                now.sinceSeq(),
                session.output().end(),
                tier(transition),
                transition.cause(),
                details.prompt(),
                details.errorDetail(),
                details.errorCategory(),
                details.parkedReason(),
                details.resumeAtEpochMs(),
                details.exit().code(),
                details.exit().signal());
    }

    /** Who said so, as clients know it. */
    static String tier(Transition transition) {
        return transition.tier() == 0 ? "none" : Integer.toString(transition.tier());
    }

    private static NoAnswer withoutDriver(Session session) {
        TerminalOperations.live(session);
        if (!HealthOperations.isReady(session)) {
            throw Refusal.of(ErrorCode.NOT_READY, "agent is still starting");
        }
        throw Refusal.of(ErrorCode.NO_DRIVER, "no agent driver configured");
    }
}
