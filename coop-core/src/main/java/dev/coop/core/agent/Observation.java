package dev.coop.core.agent;

import java.time.Duration;

/**
 * What one source says of one agent.
 *
 * @param agentId empty for the session's own agent, else one of those that it has started
 * @param lifetime how long the word holds while the source does not repeat it
 */
public record Observation(String agentId, Claim claim, Evidence evidence, Duration lifetime, Weight weight) {
    /** The session's own agent. */
    public static final String MAIN = "";

    /** Of a source that would say so if anything had changed. */
    public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    /** What a word is worth beside its source's tier. */
    public enum Weight {
        /** What the tier says. */
        ORDINARY,
        /** Known to be right where better sources are silent: it ends work that they still report, without waiting. */
        AT_ONCE,
        /** An open question that waits for its answer: nobody else's word ends it. */
        HELD
    }

    public static Observation of(Claim claim, Evidence evidence, Duration lifetime) {
        return new Observation(MAIN, claim, evidence, lifetime, Weight.ORDINARY);
    }

    public Observation by(String otherAgent) {
        return new Observation(otherAgent, claim, evidence, lifetime, weight);
    }

    public Observation weighing(Weight other) {
        return new Observation(agentId, claim, evidence, lifetime, other);
    }

    Source source() {
        return evidence.source();
    }

    long since() {
        return evidence.since();
    }
}
