package dev.coop.cli.wire;

/** What comes out of a WebSocket. */
public sealed interface Message {
    /** A text, whole. */
    record Text(String text) implements Message {}

    /** Bytes, whole. */
    final class Binary implements Message {
        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves, no copy. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * The other end said goodbye; nothing follows.
     *
     * @param code as in RFC 6455 7.4; 1005 where it gave none
     */
    record Closed(int code, String reason) implements Message {}

    /** Nothing came in time. */
    record Silence() implements Message {}
}
