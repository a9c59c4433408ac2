package dev.coop.core.api;

/** What an operation is about. */
public enum Scope {
    /** The host, and the session that is meant if there is one. */
    HOST,
    /** One session; without it there is nothing to do. */
    SESSION
}
