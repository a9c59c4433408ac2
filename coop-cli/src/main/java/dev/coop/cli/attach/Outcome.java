package dev.coop.cli.attach;

/** How a connection to a session came to its end. */
sealed interface Outcome {
    /** The program has ended, and so does being attached to it. */
    record Ended(HostEvent.Exited exit) implements Outcome {}

    /** The user has left, or was made to. */
    record Left() implements Outcome {}

    /** The connection broke; another one may do. */
    record Lost(String why) implements Outcome {}

    /** The host does not want us. */
    record Barred(String why) implements Outcome {}
}
