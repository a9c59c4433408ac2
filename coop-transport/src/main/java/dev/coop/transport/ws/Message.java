package dev.coop.transport.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.util.Optional;

/**
 * What a client says.
 *
 * @param event which message it is
 * @param requestId comes back with the answer
 * @param session the one that is meant; empty: the connection's
 */
record Message(String event, Optional<String> requestId, Optional<String> session, ObjectNode fields) {
    static Message parse(ByteBuf text) {
        ObjectNode fields;
        try {
            fields = Json.parse(new ByteBufInputStream(text));
        } catch (Refusal refusal) {
            throw invalid(refusal.message());
        }
        String event = string(fields, "event").orElseThrow(() -> invalid("event is missing"));
        return new Message(event, string(fields, "request_id"), string(fields, "session"), fields);
    }

    private static Optional<String> string(ObjectNode fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(name + " has to be a string").withField(name);
        }
        return Optional.of(value.textValue());
    }

    /** In the words that clients of the wire contract expect; ours are the hint. */
    static Refusal invalid(String why) {
        return Refusal.of(ErrorCode.BAD_REQUEST, "invalid message").withHint(why);
    }
}
