package dev.coop.transport.ws;

import dev.coop.core.api.ErrorCode;

/** Why coop ends a connection: the code of RFC 6455, section 7.4, and in the reason's text one of our own codes. */
enum CloseReason {
    HOST_ENDS(1001, ErrorCode.EXITED, "the host ends"),
    SILENT(1001, ErrorCode.OVERLOADED, "pings were not answered in time"),
    BAD_FRAME(1002, ErrorCode.BAD_REQUEST, "this frame is not one of a WebSocket client"),
    BAD_TEXT(1007, ErrorCode.BAD_REQUEST, "text has to be UTF-8"),
    NOT_AUTHENTICATED(1008, ErrorCode.UNAUTHORIZED, "no valid token came in time"),
    REVOKED(1008, ErrorCode.UNAUTHORIZED, "the token was revoked or has expired"),
    TOO_MANY_TOKENS(1008, ErrorCode.UNAUTHORIZED, "too many wrong tokens"),
    TOO_LARGE(1009, ErrorCode.TOO_LARGE, "the message is too long"),
    FAULT(1011, ErrorCode.INTERNAL, "this failed inside coop"),
    NOT_READ(1013, ErrorCode.OVERLOADED, "data waited and none of it was read in time");

    private final int code;
    private final ErrorCode error;
    private final String words;

    CloseReason(int code, ErrorCode error, String words) {
        this.code = code;
        this.error = error;
        this.words = words;
    }

    int code() {
        return code;
    }

    String text() {
        return error + ": " + words;
    }
}
