package dev.coop.transport.admission;

import dev.coop.core.session.SessionMark;
import java.util.OptionalLong;

/**
 * A session as far as admission has to know it.
 *
 * @param pid of its program, while that runs
 */
public record RunningSession(String name, OptionalLong pid, SessionMark mark) {}
