package dev.coop.transport.admission;

/** What the kernel says about the other end of a connection. */
enum Standing {
    SAME_USER,
    OTHER_USER,
    /** This machine, but nobody holds the other end any more, or the kernel could not be asked. */
    UNKNOWN,
    /** Another machine, as far as can be told. */
    REMOTE
}
