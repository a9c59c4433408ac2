package dev.coop.transport.grpc;

import dev.coop.core.api.AgentOperations;
import dev.coop.core.api.AgentOperations.Agent;
import dev.coop.core.api.AgentOperations.NudgeRequest;
import dev.coop.core.api.ExplainOperations;
import dev.coop.core.api.ExplainOperations.Explanation;
import dev.coop.core.api.ExplainOperations.Said;
import dev.coop.core.api.Operation;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.ExplainAgentResponse;
import dev.coop.proto.v1.GetAgentResponse;
import dev.coop.proto.v1.NudgeResponse;
import dev.coop.proto.v1.RespondRequest;
import dev.coop.proto.v1.RespondResponse;
import dev.coop.proto.v1.SourceWord;

/** What the agent does, and what it is told. */
final class AgentMethods {
    private AgentMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getGetAgentMethod(), AgentOperations.AGENT, _ -> new Operation.None(), AgentMethods::agent);
        methods.call(
                CoopGrpc.getExplainAgentMethod(),
                ExplainOperations.EXPLAIN,
                _ -> new Operation.None(),
                AgentMethods::explanation);
        methods.call(
                CoopGrpc.getNudgeMethod(),
                AgentOperations.NUDGE,
                message -> new NudgeRequest(message.getMessage()),
                _ -> NudgeResponse.getDefaultInstance());
        methods.call(
                CoopGrpc.getRespondMethod(),
                AgentOperations.RESPOND,
                AgentMethods::request,
                _ -> RespondResponse.getDefaultInstance());
        methods.stream(CoopGrpc.getStreamAgentMethod(), (message, session, _) -> new AgentSource(session, message));
    }

    private static AgentOperations.RespondRequest request(RespondRequest message) {
        return new AgentOperations.RespondRequest(
                message.hasAccept() ? message.getAccept() : null,
                message.hasText() ? message.getText() : null,
                message.hasOption() ? message.getOption() : null);
    }

    private static ExplainAgentResponse explanation(Explanation explanation) {
        ExplainAgentResponse.Builder message = ExplainAgentResponse.newBuilder()
                .setSession(explanation.session())
                .setAgent(explanation.agent())
                .setState(explanation.state())
                .setSinceSeq(explanation.sinceSeq())
                .setDetectionTier(explanation.detectionTier())
                .setDetectionCause(explanation.detectionCause());
        for (Said said : explanation.sources()) {
            message.addSources(SourceWord.newBuilder()
                    .setSource(said.source())
                    .setTier(said.tier())
                    .setAgentId(said.agentId())
                    .setClaim(said.claim())
                    .setRule(said.rule())
                    .setExcerpt(said.excerpt())
                    .setAgoMs(said.agoMs())
                    .setRank(said.rank())
                    .setWhy(said.why()));
        }
        return message.build();
    }

    private static GetAgentResponse agent(Agent agent) {
        GetAgentResponse.Builder message = GetAgentResponse.newBuilder()
                .setAgent(agent.agent())
                .setState(agent.state())
                .setSinceSeq(agent.sinceSeq())
                .setScreenSeq(agent.screenSeq())
                .setDetectionTier(agent.detectionTier())
                .setDetectionCause(agent.detectionCause())
                .setSessionId(agent.sessionId())
                .setSession(agent.session())
                .setEpoch(agent.epoch());
        if (agent.prompt() != null) {
            message.setPrompt(Prompts.context(agent.prompt()));
        }
        if (agent.errorDetail() != null) {
            message.setErrorDetail(agent.errorDetail());
        }
        if (agent.errorCategory() != null) {
            message.setErrorCategory(agent.errorCategory());
        }
        if (agent.parkedReason() != null) {
            message.setParkedReason(agent.parkedReason());
        }
        if (agent.resumeAtEpochMs() != null) {
            message.setResumeAtEpochMs(agent.resumeAtEpochMs());
        }
        if (agent.exitCode() != null) {
            message.setExitCode(agent.exitCode());
        }
        if (agent.signal() != null) {
            message.setSignal(agent.signal());
        }
        return message.build();
    }
}
