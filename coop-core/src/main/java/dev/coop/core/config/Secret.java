package dev.coop.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A value that reaches a child's environment or a 0600 file and nothing else.
 *
 * <p>Its text form is redacted, so that a log, an error or a record that holds it says nothing. Comparing takes the same
 * time wherever the first difference is.
 */
public final class Secret {
    /** 256 bits: not to be guessed, however fast somebody tries. */
    private static final int RANDOM_BYTES = 32;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Takes a value that somebody gave.
     *
     * @throws IllegalArgumentException if it is empty: that would match whoever presents nothing
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /** A new one, in letters that need no quoting in a header, a URL or a shell. */
    public static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The value itself, for those two places only. */
    public String reveal() {
        return value;
    }

    public boolean matches(String presented) {
        return MessageDigest.isEqual(value.getBytes(UTF_8), presented.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
