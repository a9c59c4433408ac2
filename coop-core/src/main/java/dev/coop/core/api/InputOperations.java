package dev.coop.core.api;

import dev.coop.core.pty.InputRefused;
import dev.coop.core.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Typing. */
public final class InputOperations {
    private InputOperations() {}

    public static final Operation<TextInput, Written> INPUT = Operation.of(
                    "input",
                    Scope.SESSION,
                    Role.DRIVE,
                    TextInput.class,
                    Written.class,
                    "Types text, and Enter if asked.")
            .post("input")
            .ws("input:send", "input:sent")
            .rpc("SendInput")
            .directly((context, request) -> type(context.session(), request.bytes()));

    public static final Operation<RawInput, Written> INPUT_RAW = Operation.of(
                    "input_raw", Scope.SESSION, Role.DRIVE, RawInput.class, Written.class, "Types bytes as they are.")
            .post("input/raw")
            .ws("input:send:raw", "input:sent")
            .rpc("SendInputRaw")
            .directly((context, request) -> type(context.session(), request.bytes()));

    static final List<Operation<?, ?>> ALL = List.of(INPUT, INPUT_RAW);

    public record TextInput(String text, boolean enter) {
        public TextInput {
            Check.required("text", text);
        }

        byte[] bytes() {
            return (enter ? text + "\r" : text).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Bytes.
     *
     * @param data in base64
     */
    public record RawInput(String data) {
        public RawInput {
            Check.required("data", data);
        }

        byte[] bytes() {
            return base64("data", data);
        }
    }

    public record Written(int bytesWritten) {}

    static byte[] base64(String field, @Nullable String data) {
        try {
            return Base64.getDecoder().decode(Check.required(field, data));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badField(field, "invalid base64 data");
        }
    }

    /** All of it, or none. Also for transports that carry bytes as bytes. */
    public static Written type(Session session, byte[] bytes) {
        try {
            session.write(bytes);
            return new Written(bytes.length);
        } catch (InputRefused refused) {
            throw switch (refused.reason()) {
                case ENDED -> Refusal.of(ErrorCode.EXITED, "the program has ended");
                case NOT_STARTED -> Refusal.of(ErrorCode.NOT_READY, "the program has not been started yet");
                case FULL ->
                    Refusal.of(ErrorCode.OVERLOADED, "the program does not read, and no more input can wait for it")
                            .withHint("try again when it reads");
            };
        }
    }
}
