package dev.coop.core.session;

import dev.coop.core.agent.AgentState;

/**
 * The agent's state as it is since an event of the session's journal.
 *
 * @param previous the state before
 * @param state the state since then
 * @param epoch which spawn of the session's program this is about, from 1
 * @param tier who said so, best first: 1 to 5; 0 for the host itself
 * @param cause why, as {@code source:what}; empty where the state says it all
 */
public record Transition(AgentState previous, AgentState state, int epoch, int tier, String cause)
        implements SessionEvent {}
