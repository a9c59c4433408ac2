package dev.coop.transport.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Operation;
import dev.coop.transport.TestHost;
import dev.coop.transport.ws.RawClient;
import java.io.IOException;
import java.util.Optional;

/** A WebSocket for each session that is meant, as a socket is of one session. */
record OverWebSocket(TestHost coop, Place place, Optional<String> token) implements Client {
    @Override
    public boolean has(Operation<?, ?> operation) {
        return operation.ws().isPresent();
    }

    @Override
    public Outcome call(Operation<?, ?> operation, Optional<String> session, ObjectNode fields) throws Exception {
        String query = session.map(name -> "?session=" + name).orElse("");
        try (RawClient client = open(query)) {
            if (token.isPresent()) {
                client.say("{\"event\":\"auth\",\"token\":\"" + token.get() + "\"}");
            }
            ObjectNode message = fields.deepCopy()
                    .put("event", operation.ws().orElseThrow().request())
                    .put("request_id", "r1");
            client.say(message.toString());
            JsonNode answer = client.await(
                            frame -> frame.json().path("request_id").asText().equals("r1"))
                    .json();
            return outcome(answer, operation.ws().orElseThrow().answer());
        }
    }

    private RawClient open(String query) throws IOException {
        return place == Place.TCP ? RawClient.open(coop.port(), query) : RawClient.open(coop.socket(), query);
    }

    private static Outcome outcome(JsonNode answer, String expected) {
        if (answer.path("event").asText().equals("error")) {
            return new Outcome(
                    answer.path("code").asText(), answer.path("field").asText(""), JSON.createObjectNode());
        }
        if (!answer.path("event").asText().equals(expected)) {
            throw new AssertionError("answered by another message: " + answer);
        }
        ObjectNode fields = answer.deepCopy();
        JsonNode drawn = fields.path("drawn");
        if (drawn.isObject()) {
            fields.put("drawn", drawn.path("text").asText());
        }
        return new Outcome("", "", fields);
    }

    @Override
    public void close() {}
}
