package dev.coop.transport.admission;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;

/**
 * Somebody was not let in, or not to that.
 *
 * @param hint what to do about it, as a sentence
 */
public record Denied(Why why, String hint) implements Entry {
    /** The cause, with its code and with the message that clients of the wire contract expect. */
    public enum Why {
        NO_TOKEN(ErrorCode.UNAUTHORIZED, "unauthorized"),
        NOT_BEARER(ErrorCode.UNAUTHORIZED, "unauthorized"),
        WRONG_TOKEN(ErrorCode.UNAUTHORIZED, "unauthorized"),
        OTHER_USER(ErrorCode.UNAUTHORIZED, "unauthorized"),
        UNKNOWN_USER(ErrorCode.UNAUTHORIZED, "unauthorized"),
        REMOTE(ErrorCode.UNAUTHORIZED, "unauthorized"),
        ROLE(ErrorCode.FORBIDDEN, "not with this role"),
        NO_HOOK_SECRET(ErrorCode.FORBIDDEN, "not without the session's hook secret"),
        OWN_SESSION(ErrorCode.FORBIDDEN, "a session does not drive itself"),
        UNKNOWN_PROCESS(ErrorCode.FORBIDDEN, "it can't be told which process asks"),
        HOST(ErrorCode.FORBIDDEN, "this host name is not ours"),
        ORIGIN(ErrorCode.FORBIDDEN, "not for this page"),
        OVERLOADED(ErrorCode.OVERLOADED, "too many callers at once");

        private final ErrorCode code;
        private final String message;

        Why(ErrorCode code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    public ErrorCode code() {
        return why.code;
    }

    public String message() {
        return why.message;
    }

    /** As every other failure is told. */
    public Refusal refusal() {
        return Refusal.of(code(), message()).withHint(hint);
    }
}
