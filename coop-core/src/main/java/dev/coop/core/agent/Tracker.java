package dev.coop.core.agent;

import java.util.Optional;

/**
 * An agent's state as it follows from what is said of it: a value with the next one for each word and for the time that
 * passes. Never ready before somebody has said something, and never anything else once it has ended.
 *
 * @param state as it is now
 * @param ledger what was said
 * @param verdict from which the state follows
 */
public record Tracker(AgentState state, Ledger ledger, Verdict verdict) {
    /** Of a program that was just started. */
    public static Tracker starting() {
        return new Tracker(new AgentState.Starting(), Ledger.EMPTY, Fusion.decide(Ledger.EMPTY, 0));
    }

    public Tracker with(Observation word, long now) {
        return decided(ledger.with(word, now), now);
    }

    /** A source says nothing of the agent any more. */
    public Tracker without(String agentId, Source source, long now) {
        return decided(ledger.without(agentId, source), now);
    }

    /** An agent that was started by the session's own has ended. */
    public Tracker without(String agentId, long now) {
        return decided(ledger.without(agentId), now);
    }

    /** The program has shown something, of which nobody has made anything yet. */
    public Tracker shown() {
        return state instanceof AgentState.Starting ? new Tracker(new AgentState.Unknown(), ledger, verdict) : this;
    }

    /** Some time later. To be called when {@link Verdict#holdsUntil} has come. */
    public Tracker at(long now) {
        return decided(ledger, now);
    }

    /** The program has ended: whatever is said from now on is late. */
    public Tracker ended(AgentState.Exited end) {
        return new Tracker(end, ledger, verdict);
    }

    public boolean isReady() {
        return !(state instanceof AgentState.Starting);
    }

    private Tracker decided(Ledger known, long now) {
        Verdict next = Fusion.decide(known, now);
        return new Tracker(state(next.claim()), known, next);
    }

    private AgentState state(Optional<Claim> claim) {
        return switch (state) {
            case AgentState.Exited ended -> ended;
            case AgentState.Starting starting when claim.isEmpty() -> starting;
            case AgentState _ -> claim.<AgentState>map(each -> each).orElseGet(AgentState.Unknown::new);
        };
    }
}
