package dev.coop.core.agent;

import dev.coop.core.pty.ExitStatus;
import java.time.Instant;

/**
 * What an agent is doing: nine states, a closed family, so that whoever reads a state handles all of them. {@link Claim}s
 * are those that evidence can tell; the others are the host's own.
 */
public sealed interface AgentState
        permits AgentState.Starting,
                AgentState.Unknown,
                AgentState.Parked,
                AgentState.Switching,
                AgentState.Exited,
                Claim {
    /** The program was started and has not shown anything yet. */
    record Starting() implements AgentState {}

    /** It runs, and nobody has anything to say about what it does. */
    record Unknown() implements AgentState {}

    /** No profile can be used before that moment. */
    record Parked(String reason, Instant resumesAt) implements AgentState {}

    /** It is being replaced by one with other credentials. */
    record Switching() implements AgentState {}

    /** It has ended. */
    record Exited(ExitStatus status) implements AgentState {}

    /** The name on the wire. */
    default String wireName() {
        return switch (this) {
            case Starting() -> "starting";
            case Claim.Working() -> "working";
            case Claim.Idle(boolean _) -> "idle";
            case Claim.Prompting(Prompt _) -> "prompt";
            case Claim.Failed(AgentError _) -> "error";
            case Parked(String _, Instant _) -> "parked";
            case Switching() -> "switching";
            case Exited(ExitStatus _) -> "exited";
            case Unknown() -> "unknown";
        };
    }
}
