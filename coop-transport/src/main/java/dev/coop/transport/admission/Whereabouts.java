package dev.coop.transport.admission;

/** Where the process at the other end runs, seen from the sessions of this host. */
sealed interface Whereabouts {
    /** Below the program of a session. */
    record Inside(String session) implements Whereabouts {}

    /** Somewhere else. */
    record Outside() implements Whereabouts {}

    /** It was gone before it could be told. */
    record Unknown() implements Whereabouts {}

    /** Too many are being looked for. */
    record Overloaded() implements Whereabouts {}
}
