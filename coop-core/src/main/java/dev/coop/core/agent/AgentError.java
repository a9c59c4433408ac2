package dev.coop.core.agent;

/**
 * Why a turn ended.
 *
 * @param detail for a person; in the agent's words
 */
public record AgentError(ErrorCategory category, String detail) {}
