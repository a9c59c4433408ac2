package dev.coop.core.pty;

/** Whom a signal is for. */
public enum Target {
    /** The program that was spawned, alone. */
    CHILD,
    /** Every process in the group that the program leads. Jobs of an interactive shell have groups of their own. */
    GROUP
}
