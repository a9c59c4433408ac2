package dev.coop.core.api;

import dev.coop.core.keys.Keys;
import dev.coop.core.keys.UnknownKeyException;
import dev.coop.core.pty.InputRefused;
import dev.coop.core.session.Session;
import dev.coop.core.session.UploadRefused;
import dev.coop.core.vt.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    public static final Operation<KeysInput, Written> INPUT_KEYS = Operation.of(
                    "input_keys",
                    Scope.SESSION,
                    Role.DRIVE,
                    KeysInput.class,
                    Written.class,
                    "Presses keys by their names, as the program has asked for them.")
            .post("input/keys")
            .ws("keys:send", "input:sent")
            .rpc("SendKeys")
            .by((context, request) -> press(context, request));

    public static final Operation<UploadRequest, Uploaded> UPLOAD = Operation.of(
                    "upload",
                    Scope.SESSION,
                    Role.DRIVE,
                    UploadRequest.class,
                    Uploaded.class,
                    "Saves a file where the session's program can read it.")
            .post("upload")
            .ws("upload", "uploaded")
            .rpc("Upload")
            .by((context, request) -> save(context, request.filename(), uploadBytes(request.data())));

    static final List<Operation<?, ?>> ALL = List.of(INPUT, INPUT_RAW, INPUT_KEYS, UPLOAD);

    public record TextInput(String text, boolean enter) {
        public TextInput {
            Check.wellFormed("text", Check.required("text", text));
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

    public record KeysInput(List<String> keys) {
        public KeysInput {
            Check.required("keys", keys);
            if (keys.size() > Keys.MAX_KEYS) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "one request presses at most " + Keys.MAX_KEYS + " keys")
                        .withField("keys");
            }
            for (int i = 0; i < keys.size(); i++) {
                Check.required("keys[" + i + "]", keys.get(i));
            }
            keys = List.copyOf(keys);
        }
    }

    /**
     * A file.
     *
     * @param data in base64, standard or for URLs
     */
    public record UploadRequest(String filename, String data) {
        public UploadRequest {
            Check.required("filename", filename);
            Check.required("data", data);
        }
    }

    /** Where it is. */
    public record Uploaded(String path, int bytesWritten) {}

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

    private static CompletableFuture<Written> press(Context context, KeysInput request) {
        Session session = TerminalOperations.live(context.session());
        return session.snapshot()
                .thenApplyAsync(screen -> type(session, encoded(request.keys(), screen)), context.executor());
    }

    private static byte[] encoded(List<String> keys, Snapshot screen) {
        try {
            return Keys.encode(keys, screen.modes(), screen.keyboardFlags());
        } catch (UnknownKeyException unknown) {
            throw Refusal.badField("keys[" + unknown.index() + "]", String.valueOf(unknown.getMessage()))
                    .withHint(unknown.hint());
        }
    }

    private static byte[] uploadBytes(String data) {
        try {
            return data.indexOf('-') >= 0 || data.indexOf('_') >= 0
                    ? Base64.getUrlDecoder().decode(data)
                    : Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badField("data", "invalid base64 data");
        }
    }

    /** Also for transports that carry bytes as bytes. */
    public static CompletableFuture<Uploaded> save(Context context, String filename, byte[] data) {
        Session session = context.session();
        return context.api().workers().call(() -> {
            try {
                Path saved = context.api().control().uploads().save(session.id(), filename, data);
                return new Uploaded(saved.toString(), data.length);
            } catch (UploadRefused refused) {
                throw refusal(refused);
            } catch (IOException failure) {
                throw Refusal.of(ErrorCode.INTERNAL, "the file could not be saved: " + failure.getMessage());
            }
        });
    }

    private static Refusal refusal(UploadRefused refused) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case INVALID_NAME -> Refusal.badField("filename", message);
            case TOO_LARGE -> Refusal.of(ErrorCode.TOO_LARGE, message).withField("data");
            case FULL -> Refusal.of(ErrorCode.OVERLOADED, message);
        };
    }
}
