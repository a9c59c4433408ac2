package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What one loop reads into, for all its terminals in turn. Reading allocates nothing. */
final class ReadBuffer {
    /** Bytes. The kernel gives about 4 KiB per read; this leaves room for one that gives more. */
    static final int BYTES = 64 * 1024;

    /** Bytes of a read after which there is probably more: the line discipline gives a page less one byte at most. */
    static final int FULL = 2048;

    final byte[] block = new byte[BYTES];
    private final MemorySegment bytes = Arena.ofAuto().allocate(BYTES);
    private final MemorySegment errno = Arena.ofAuto().allocate(Errno.LAYOUT);

    /** Puts what there is into {@link #block}, and returns how much, or the negative error number. */
    int read(int fd) {
        int count = (int) Libc.read(errno, fd, bytes, BYTES);
        if (count > 0) {
            MemorySegment.copy(bytes, JAVA_BYTE, 0, block, 0, count);
        }
        return count;
    }
}
