package dev.coop.core.journal;

/** A stream whose byte at every offset is a function of the offset, so that a byte in the wrong place is seen. */
final class Bytes {
    private Bytes() {}

    /** Mixed, so that neighbours and offsets one ring apart differ. */
    static byte at(long offset) {
        return (byte) ((offset * 0x9E37_79B9_7F4A_7C15L) >>> 56);
    }

    static void fill(byte[] target, long offset, int length) {
        for (var i = 0; i < length; i++) {
            target[i] = at(offset + i);
        }
    }

    /** Appends {@code length} bytes that continue the stream. */
    static void append(ByteJournal journal, int length) {
        var block = new byte[length];
        fill(block, journal.end(), length);
        journal.append(block, 0, length);
    }

    static void check(byte[] read, long offset, int length) {
        for (var i = 0; i < length; i++) {
            if (read[i] != at(offset + i)) {
                throw new AssertionError("wrong byte at offset " + (offset + i));
            }
        }
    }
}
