package dev.coop.cli.wire;

/** The host answered, but not with a WebSocket. */
public final class HandshakeRefusedException extends WireException {
    private static final long serialVersionUID = 1;

    private final transient Response response;

    HandshakeRefusedException(Response response) {
        super("the host answers a WebSocket with " + response.status());
        this.response = response;
    }

    /** What it answered instead. */
    public Response response() {
        return response;
    }
}
