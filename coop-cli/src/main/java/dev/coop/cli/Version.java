package dev.coop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which coop this is: the build writes its version beside this class. */
final class Version {
    private Version() {}

    static String line() {
        return "coop %s (Java %s)".formatted(number(), System.getProperty("java.runtime.version"));
    }

    private static String number() {
        try (InputStream file = Version.class.getResourceAsStream("version")) {
            if (file == null) {
                throw new IllegalStateException("the file 'version' is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
