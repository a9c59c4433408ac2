package dev.coop.transport.scenario;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of a call, in words that do not depend on the transport.
 *
 * @param code of the error; empty for a success
 * @param field that was wrong, if one was
 * @param answer of a success, as JSON
 */
record Outcome(String code, String field, JsonNode answer) {
    JsonNode ok() {
        if (!code.isEmpty()) {
            throw new AssertionError("refused: " + code + " " + field);
        }
        return answer;
    }

    /** The error in short: code, and the field where there is one. */
    String error() {
        return field.isEmpty() ? code : code + " " + field;
    }
}
