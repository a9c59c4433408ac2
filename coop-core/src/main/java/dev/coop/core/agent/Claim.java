package dev.coop.core.agent;

/** What somebody who watches an agent can say of it. */
public sealed interface Claim extends AgentState {
    /** It thinks, writes or uses a tool. */
    record Working() implements Claim {}

    /**
     * It waits for its next task.
     *
     * @param background whether something that it started still runs
     */
    record Idle(boolean background) implements Claim {}

    /** It asks. */
    record Prompting(Prompt prompt) implements Claim {}

    /** Its turn ended in an error. */
    record Failed(AgentError error) implements Claim {}

    /** How much it asks of whoever looks on. A less trusted word may raise this, and never lower it. */
    default int urgency() {
        return switch (this) {
            case Idle(boolean _) -> 1;
            case Failed(AgentError _) -> 2;
            case Working() -> 3;
            case Prompting(Prompt _) -> 4;
        };
    }

    /** Whether the agent cannot be at rest. */
    default boolean isBusy() {
        return this instanceof Working || this instanceof Prompting;
    }
}
