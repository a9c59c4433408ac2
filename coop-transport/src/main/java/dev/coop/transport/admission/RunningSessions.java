package dev.coop.transport.admission;

import java.util.List;

/** The sessions of this host. */
@FunctionalInterface
public interface RunningSessions {
    /** As they are now. Called from any thread, event loops among them, so it must not wait. */
    List<RunningSession> now();
}
