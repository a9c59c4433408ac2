package dev.coop.cli.wire;

/** There is nobody at the address: no socket, or one whose host has died. */
public final class NothingListensException extends WireException {
    private static final long serialVersionUID = 1;

    NothingListensException(Address address, Throwable cause) {
        super("nothing listens on " + address, cause);
    }
}
