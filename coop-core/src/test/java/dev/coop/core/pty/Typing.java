package dev.coop.core.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Typing where a refusal is an answer. */
final class Typing {
    private Typing() {}

    /** Why it was refused; empty if it was taken. */
    static Optional<InputRefused.Reason> type(Pty pty, String text) {
        return type(pty, text.getBytes(UTF_8));
    }

    static Optional<InputRefused.Reason> type(Pty pty, byte[] bytes) {
        try {
            pty.write(bytes);
            return Optional.empty();
        } catch (InputRefused refusal) {
            return Optional.of(refusal.reason());
        }
    }
}
