package dev.coop.core.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something was not done, and nothing has changed. Cheap: a refusal is an answer, not an accident, so it has no trace.
 *
 * <p>The message is for whoever asked; it never repeats secrets or long input.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable String hint;

    private Refusal(ErrorCode code, String message, @Nullable String field, @Nullable String hint) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.hint = hint;
    }

    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, null, null);
    }

    /** A field of the request makes no sense. */
    public static Refusal badField(String field, String message) {
        return new Refusal(ErrorCode.BAD_REQUEST, message, field, null);
    }

    public Refusal withField(String name) {
        return new Refusal(code, message(), name, hint);
    }

    /** What to do about it. */
    public Refusal withHint(String advice) {
        return new Refusal(code, message(), field, advice);
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
