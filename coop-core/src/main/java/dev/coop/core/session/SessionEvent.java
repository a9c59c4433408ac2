package dev.coop.core.session;

/** What happened to a session: one sequence for all kinds. */
public sealed interface SessionEvent permits Transition, Resized {}
