package dev.coop.core.session;

import dev.coop.core.config.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What every process of one session carries in its environment: the mark by which it is found, however far it has moved
 * from its parents, and the secret that opens the session's hook endpoints.
 *
 * <p>Marks add up: a process below a coop that runs inside another coop belongs to a session of each.
 *
 * @param id not a secret
 */
public record SessionMark(String id, Secret hookSecret) {
    public static final String VARIABLE = "COOP_SESSION_MARK";
    public static final String HOOK_SECRET_VARIABLE = "COOP_HOOK_SECRET";

    private static final String SEPARATOR = ":";

    /** Coops inside coops whose marks a process carries. Deeper nesting is an accident; its outermost marks are dropped. */
    private static final int MAX_MARKS = 8;

    public static SessionMark random() {
        return new SessionMark(Secret.random().reveal(), Secret.random());
    }

    /** Puts both into the environment of the session's program, behind the marks that are there. */
    public void addTo(Map<String, String> environment) {
        List<String> marks = Stream.concat(ids(environment.getOrDefault(VARIABLE, "")).stream(), Stream.of(id))
                .toList();
        environment.put(
                VARIABLE, String.join(SEPARATOR, marks.subList(Math.max(0, marks.size() - MAX_MARKS), marks.size())));
        environment.put(HOOK_SECRET_VARIABLE, hookSecret.reveal());
    }

    /** The marks in a value of the variable. */
    public static List<String> ids(String value) {
        return Stream.of(value.split(SEPARATOR, -1)).filter(id -> !id.isEmpty()).toList();
    }
}
