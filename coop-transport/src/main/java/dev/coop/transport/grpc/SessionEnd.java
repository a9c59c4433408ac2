package dev.coop.transport.grpc;

import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventRead;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;

/** Waits for a session to be removed. The end of its program is not that: a stream does not end with it. */
final class SessionEnd implements AutoCloseable {
    private final EventCursor<SessionEvent> events;

    SessionEnd(Session session) {
        events = session.events().cursor(session.events().last());
    }

    /** @param wake is run when that may have changed */
    boolean reached(Runnable wake) {
        while (true) {
            switch (events.read()) {
                case EventRead.End<SessionEvent> _ -> {
                    return true;
                }
                case EventRead.NothingYet<SessionEvent> _ -> {
                    if (events.onReady(wake)) {
                        return false;
                    }
                }
                case EventRead.Event<SessionEvent> _, EventRead.Gap<SessionEvent> _ -> {
                    // Not the end.
                }
            }
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
