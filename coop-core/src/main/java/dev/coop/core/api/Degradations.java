package dev.coop.core.api;

import dev.coop.core.journal.Health;
import dev.coop.core.session.Session;
import java.util.ArrayList;
import java.util.List;

/** What of a session does not work as it should, in words for people. */
final class Degradations {
    private Degradations() {}

    static List<String> of(Session session) {
        List<String> found = new ArrayList<>();
        if (session.events().health() instanceof Health.Degraded(long since, String reason)) {
            found.add("events from " + since + " on are kept in memory only: " + reason);
        }
        if (session.answersLost() > 0) {
            found.add(session.answersLost() + " answers of the terminal were not read by the program");
        }
        return found;
    }
}
