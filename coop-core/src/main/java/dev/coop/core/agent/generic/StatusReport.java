package dev.coop.core.agent.generic;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a program reports of itself, or of a part of itself, by the Program Status Protocol (OSC 7501), as
 * {@code state=blocked:kind=permission:app=claude-code:msg=…}. Claude Code and Codex do, where the terminal says that it
 * understands.
 *
 * @param id of the part, its own part of a part behind a slash; empty for the whole
 * @param kind what it waits for, where it waits
 * @param message for a person; empty if there is none
 */
public record StatusReport(State state, String id, Optional<String> kind, String message) {
    /** The least urgent first. */
    public enum State {
        IDLE,
        DONE,
        WORKING,
        ERROR,
        BLOCKED,
        /** The part, with its parts, is not to be reported on any more. */
        CLEAR
    }

    /** Characters of an id. */
    static final int MAX_ID = 128;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^:;=]]{1," + MAX_ID + "}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** Of a report in which anything is wrong nothing counts. Pairs that say nothing to us are skipped. */
    public static Optional<StatusReport> parse(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(":", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        Optional<State> state = state(pairs.getOrDefault("state", ""));
        String id = pairs.getOrDefault("id", "");
        Optional<String> message = decoded(pairs.getOrDefault("msg", ""));
        if (state.isEmpty()
                || message.isEmpty()
                || pairs.containsKey("id") && !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Optional<String> kind = Optional.ofNullable(pairs.get("kind"))
                .filter(word -> WORD.matcher(word).matches());
        return Optional.of(new StatusReport(state.get(), id, kind, message.get()));
    }

    private static Optional<State> state(String word) {
        for (State state : State.values()) {
            if (word.equals(state.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Text is sent in base64, and has no control characters in it. */
    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException | CharacterCodingException wrong) {
            return Optional.empty();
        }
    }
}
