package dev.coop.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file as its readers need it: bytes at a position. */
interface LogBytes {
    /** Reads as {@link java.nio.channels.FileChannel#read(ByteBuffer, long)} does: some bytes, or -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;

    /** Reads from {@code position} until {@code target} is full or the file is over. */
    default void fill(ByteBuffer target, long position) throws IOException {
        var at = position;
        while (target.hasRemaining()) {
            var count = read(target, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }
}
