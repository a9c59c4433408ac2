package dev.coop.core.api;

import dev.coop.core.agent.Claim;
import dev.coop.core.agent.Evidence;
import dev.coop.core.agent.Observation;
import dev.coop.core.agent.Standing;
import dev.coop.core.session.Session;
import dev.coop.core.session.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Why the state is what it is, from the record that decided. */
public final class ExplainOperations {
    private ExplainOperations() {}

    public static final Operation<Operation.None, Explanation> EXPLAIN = Operation.of(
                    "explain",
                    Scope.SESSION,
                    Role.OBSERVE,
                    Operation.None.class,
                    Explanation.class,
                    "Why the agent's state is what it is: what every source said last, and what became of it.")
            .get("agent/explain")
            .ws("explain:get", "explain")
            .rpc("ExplainAgent")
            .directly((context, _) -> explain(context.session()));

    static final List<Operation<?, ?>> ALL = List.of(EXPLAIN);

    /** The state, and all that speaks for and against it, the best source first. */
    public record Explanation(
            String session,
            String agent,
            String state,
            long sinceSeq,
            String detectionTier,
            String detectionCause,
            List<Said> sources) {}

    /** The last word of one source. */
    public record Said(
            String source,
            int tier,
            String agentId,
            String claim,
            String rule,
            String excerpt,
            long agoMs,
            String rank,
            String why) {}

    private static Explanation explain(Session session) {
        Session.Now now = session.now();
        Transition transition = now.transition();
        Session.Heard heard = session.heard();
        return new Explanation(
                session.name(),
                session.agent().wireName(),
                transition.state().wireName(),
                now.sinceSeq(),
                AgentOperations.tier(transition),
                transition.cause(),
                heard.verdict().standings().stream()
                        .map(standing -> said(standing, heard.nanos()))
                        .toList());
    }

    private static Said said(Standing standing, long now) {
        Observation word = standing.word();
        Evidence evidence = word.evidence();
        Claim claim = word.claim();
        return new Said(
                evidence.source().wireName(),
                evidence.source().tier(),
                word.agentId(),
                claim.wireName(),
                evidence.rule(),
                evidence.excerpt(),
                Duration.ofNanos(now - evidence.since()).toMillis(),
                standing.rank().name().toLowerCase(Locale.ROOT),
                standing.rank().words());
    }
}
