package dev.coop.core.agent;

import dev.coop.core.pty.ExitStatus;

/** What an agent is doing. A closed family: whoever reads a state handles all of them. */
public sealed interface AgentState {
    /** The program was started and has not shown anything yet. */
    record Starting() implements AgentState {}

    /** It runs, and nobody has anything to say about what it does. */
    record Unknown() implements AgentState {}

    /** It has ended. */
    record Exited(ExitStatus status) implements AgentState {}

    /** The name on the wire. */
    default String wireName() {
        return switch (this) {
            case Starting() -> "starting";
            case Unknown() -> "unknown";
            case Exited(ExitStatus _) -> "exited";
        };
    }
}
