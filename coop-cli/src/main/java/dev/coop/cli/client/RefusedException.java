package dev.coop.cli.client;

import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.Response;
import dev.coop.cli.wire.WireException;

/** The host understood and would not. */
public final class RefusedException extends WireException {
    private static final long serialVersionUID = 1;

    private final String code;

    private RefusedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** Reads what the host says of it. */
    public static RefusedException of(Response response) {
        try {
            Json error = Json.parse(response.body()).get("error");
            if (error.get("message").text().isPresent()) {
                return of(error);
            }
        } catch (WireException noEnvelope) {
            return new RefusedException("", "the host answers " + response.status() + ", and does not say why");
        }
        return new RefusedException("", "the host answers " + response.status() + ", and does not say why");
    }

    /** Of the fields that every error has. */
    public static RefusedException of(Json error) {
        String code = error.get("code").text().orElse("");
        String hint = error.get("hint").text().map(text -> " (" + text + ")").orElse("");
        return new RefusedException(
                code, "refused: " + code + " " + error.get("message").text().orElse("") + hint);
    }

    /** Why, as the host's table of errors has it; empty when it did not say. */
    public String code() {
        return code;
    }
}
