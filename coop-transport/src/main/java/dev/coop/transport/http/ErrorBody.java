package dev.coop.transport.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.api.Refusal;
import org.jspecify.annotations.Nullable;

/** The envelope of every failure: {@code {"error":{"code","message","field?","hint?"}}}. */
public record ErrorBody(Details error) {
    /** What is in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Details(
            String code,
            String message,
            @Nullable String field,
            @Nullable String hint) {}

    public static ErrorBody of(Refusal refusal) {
        return new ErrorBody(new Details(
                refusal.code().name(),
                refusal.message(),
                refusal.field().orElse(null),
                refusal.hint().orElse(null)));
    }
}
