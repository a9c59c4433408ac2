package dev.coop.core.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.coop.core.agent.AgentError;
import dev.coop.core.agent.AgentState;
import dev.coop.core.agent.Claim;
import dev.coop.core.agent.Prompt;
import dev.coop.core.journal.EventCodec;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.WindowSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a session's events are weighed and, once they go to disk, written. */
final class SessionEventCodec implements EventCodec<SessionEvent> {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public byte[] encode(SessionEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            switch (event) {
                case Transition(AgentState previous, AgentState state, int epoch, int tier, String cause) -> {
                    json.writeStringField("event", "transition");
                    json.writeStringField("prev", previous.wireName());
                    json.writeStringField("next", state.wireName());
                    json.writeNumberField("epoch", epoch);
                    json.writeNumberField("tier", tier);
                    json.writeStringField("cause", cause);
                    writeDetails(json, state);
                }
                case Resized(WindowSize size) -> {
                    json.writeStringField("event", "resized");
                    json.writeNumberField("cols", size.columns());
                    json.writeNumberField("rows", size.rows());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeDetails(JsonGenerator json, AgentState state) throws IOException {
        switch (state) {
            case AgentState.Exited(ExitStatus status) -> json.writeStringField("status", status.toString());
            case Claim.Failed(AgentError error) -> {
                json.writeStringField("error_category", error.category().wireName());
                json.writeStringField("error_detail", error.detail());
            }
            case Claim.Prompting(Prompt prompt) -> {
                json.writeStringField("prompt", prompt.kind().wireName());
                json.writeStringField("input", prompt.input().orElse(""));
            }
            default -> {}
        }
    }

    /** Sessions' journals have no log yet: what memory gives up is told as a gap. */
    @Override
    public SessionEvent decode(byte[] json) throws IOException {
        throw new IOException("a session's events are kept in memory only");
    }
}
