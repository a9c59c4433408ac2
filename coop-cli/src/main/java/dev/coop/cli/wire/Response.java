package dev.coop.cli.wire;

import java.util.Map;
import java.util.Optional;

/**
 * A host's answer.
 *
 * @param headers by name in small letters; of several with one name the last
 */
public record Response(int status, Map<String, String> headers, String body) {
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_NOT_GOOD = 300;

    public Response {
        headers = Map.copyOf(headers);
    }

    public boolean isGood() {
        return status >= FIRST_GOOD && status < FIRST_NOT_GOOD;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
