package dev.coop.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token or password. It shows itself only to who asks for it by name, never in a log, an error or a {@code toString}. */
public final class Secret {
    private static final String HIDDEN = "(hidden)";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    /** Takes as long for a nearly right guess as for a wrong one, so that it can't be found character by character. */
    public boolean matches(String guess) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
