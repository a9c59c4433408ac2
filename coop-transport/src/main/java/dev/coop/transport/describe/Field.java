package dev.coop.transport.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * One field of a request or an answer, as clients see it.
 *
 * @param required of a request: it has to be there; of an answer: it always is
 * @param nullable may be {@code null}
 * @param absent what a request means that leaves it out
 * @param words what it is, for people
 * @param values all that it can be, if these are few; else empty
 */
record Field(
        String name,
        Type type,
        boolean required,
        boolean nullable,
        Optional<JsonNode> absent,
        String words,
        List<String> values) {}
