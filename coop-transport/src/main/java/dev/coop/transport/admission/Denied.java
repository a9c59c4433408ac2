package dev.coop.transport.admission;

/**
 * Somebody was not let in, or not to that.
 *
 * @param hint what to do about it, as a sentence
 */
public record Denied(Why why, String hint) implements Entry {
    /** The cause, with its code and with the message that clients of the wire contract expect. */
    public enum Why {
        NO_TOKEN(Code.UNAUTHORIZED, "unauthorized"),
        NOT_BEARER(Code.UNAUTHORIZED, "unauthorized"),
        WRONG_TOKEN(Code.UNAUTHORIZED, "unauthorized"),
        OTHER_USER(Code.UNAUTHORIZED, "unauthorized"),
        UNKNOWN_USER(Code.UNAUTHORIZED, "unauthorized"),
        REMOTE(Code.UNAUTHORIZED, "unauthorized"),
        ROLE(Code.FORBIDDEN, "not with this role"),
        NO_HOOK_SECRET(Code.FORBIDDEN, "not without the session's hook secret"),
        OWN_SESSION(Code.FORBIDDEN, "a session does not drive itself"),
        UNKNOWN_PROCESS(Code.FORBIDDEN, "it can't be told which process asks"),
        HOST(Code.FORBIDDEN, "this Host is not ours"),
        ORIGIN(Code.FORBIDDEN, "not for this page"),
        OVERLOADED(Code.OVERLOADED, "too many callers at once");

        private final Code code;
        private final String message;

        Why(Code code, String message) {
            this.code = code;
            this.message = message;
        }

        public Code code() {
            return code;
        }

        public String message() {
            return message;
        }
    }

    /** The codes of the error model that a refusal may have. */
    public enum Code {
        UNAUTHORIZED,
        FORBIDDEN,
        OVERLOADED
    }

    public Code code() {
        return why.code();
    }

    public String message() {
        return why.message();
    }
}
