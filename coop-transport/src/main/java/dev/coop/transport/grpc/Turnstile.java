package dev.coop.transport.grpc;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets some calls of a connection send their requests at a time; the others wait in their order. What they have sent
 * meanwhile stays within HTTP/2's window for the whole connection, so that a hundred calls with half a request each do
 * not cost a hundred of the largest. Used on the connection's loop alone.
 */
final class Turnstile {
    /** Calls. Requests come in one piece as a rule, so hardly ever two are under way. */
    private static final int MAX_INSIDE = 8;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inside;

    /** @param entered is run when it may go on; it has to {@link #leave} then */
    void enter(Runnable entered) {
        if (inside < MAX_INSIDE) {
            inside++;
            entered.run();
        } else {
            waiting.add(entered);
        }
    }

    void leave() {
        Runnable next = waiting.poll();
        if (next == null) {
            inside--;
        } else {
            next.run();
        }
    }
}
