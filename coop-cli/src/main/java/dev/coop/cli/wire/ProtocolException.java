package dev.coop.cli.wire;

/** The other end breaks the rules of RFC 6455. */
final class ProtocolException extends WireException {
    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF_8 = 1007;
    static final int TOO_BIG = 1009;

    private static final long serialVersionUID = 1;

    /** What to close with, RFC 6455 7.4.1. */
    final int code;

    ProtocolException(String what) {
        this(PROTOCOL_ERROR, what);
    }

    ProtocolException(int code, String what) {
        super("the host breaks the rules of WebSocket: " + what);
        this.code = code;
    }
}
