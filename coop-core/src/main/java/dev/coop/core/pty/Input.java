package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is to be typed: whole requests in the order in which they were taken, written by at most one thread at a time.
 *
 * <p>Nobody waits. {@link #offer} queues; {@link #pump} writes what the terminal takes, or finds another thread doing so
 * and leaves, knowing that this thread looks into the queue once more after it has given the mark back. The thread that
 * has the mark owns the plain fields; the mark is atomic, so each owner sees what the last one left.
 */
final class Input {
    /** Bytes per write. The kernel's line discipline holds 4096; the rest of a larger write would be copied in vain. */
    private static final int SLICE_BYTES = 4096;

    /** Bytes per turn: neither the caller of a write nor the other sessions of a loop wait longer than these take. */
    private static final int TURN_BYTES = 64 * 1024;

    /** Bytes that a queued request costs beside its own, so that a million tiny ones are not nearly free. */
    static final int REQUEST_COST = 64;

    private static final byte[] NOTHING = {};

    /** How a turn ended. */
    enum Turn {
        /** Nothing is left to do here. */
        DONE,
        /** Another thread is writing. */
        BUSY,
        /** The turn is over; more waits. */
        MORE,
        /** The terminal took some and then no more. */
        SLOW,
        /** The terminal took nothing. */
        STUCK
    }

    private enum Mark {
        FREE,
        WRITING,
        CLOSED
    }

    private final int fd;
    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicReference<Mark> mark = new AtomicReference<>(Mark.FREE);
    private final MemorySegment slice = Arena.ofAuto().allocate(SLICE_BYTES);
    private final MemorySegment errno = Arena.ofAuto().allocate(Errno.LAYOUT);
    private volatile boolean refusing;

    // Owned by the thread that has the mark.
    private byte[] current = NOTHING;
    private int written;
    private boolean blocked;

    Input(int fd) {
        this.fd = fd;
    }

    /** Takes all of it or nothing. */
    void offer(byte[] bytes) throws InputRefused {
        long cost = (long) bytes.length + REQUEST_COST;
        int before;
        do {
            if (refusing) {
                throw new InputRefused(InputRefused.Reason.ENDED, "the program has ended");
            }
            before = pending.get();
            if (before + cost > Pty.MAX_PENDING_INPUT) {
                throw new InputRefused(
                        InputRefused.Reason.FULL,
                        bytes.length + " bytes were refused: the program does not read, and " + before + " of "
                                + Pty.MAX_PENDING_INPUT + " bytes wait for it already");
            }
        } while (!pending.compareAndSet(before, (int) (before + cost)));
        requests.add(bytes.clone());
    }

    /** Writes for one turn. Once the terminal has refused bytes only a {@code retry} tries it again. */
    Turn pump(boolean retry) {
        while (mark.compareAndSet(Mark.FREE, Mark.WRITING)) {
            Turn turn;
            boolean waitsForRetry;
            try {
                waitsForRetry = blocked && !retry;
                turn = waitsForRetry ? Turn.DONE : write();
            } finally {
                mark.set(Mark.FREE);
            }
            if (turn != Turn.DONE || waitsForRetry || requests.isEmpty()) {
                return turn;
            }
        }
        return mark.get() == Mark.CLOSED ? Turn.DONE : Turn.BUSY;
    }

    private Turn write() {
        int left = TURN_BYTES;
        while (left > 0) {
            if (written == current.length && !next()) {
                blocked = false;
                return Turn.DONE;
            }
            int size = Math.min(SLICE_BYTES, current.length - written);
            MemorySegment.copy(current, written, slice, JAVA_BYTE, 0, size);
            long result = Libc.write(errno, fd, slice, size);
            // Any error means "not now", also EIO, which says that the program has its terminal closed at the moment.
            // Its end is for the pidfd to tell.
            if (result <= 0 && result != -Errno.EINTR) {
                blocked = true;
                return left < TURN_BYTES ? Turn.SLOW : Turn.STUCK;
            }
            int taken = (int) Math.max(result, 0);
            written += taken;
            left -= taken;
            pending.addAndGet(-taken);
        }
        blocked = false;
        return Turn.MORE;
    }

    private boolean next() {
        byte[] request = requests.poll();
        current = request == null ? NOTHING : request;
        written = 0;
        if (request != null) {
            pending.addAndGet(-REQUEST_COST);
        }
        return request != null;
    }

    boolean isWaiting() {
        return pending.get() > 0;
    }

    /** From now on nothing is taken. */
    void refuse() {
        refusing = true;
    }

    boolean isRefusing() {
        return refusing;
    }

    /**
     * Ends the writing, so that the descriptor may be closed. False while another thread is at it: it finds
     * {@link #isRefusing} when it has given the mark back, and must then ask for another attempt.
     */
    boolean close() {
        refusing = true;
        if (mark.compareAndSet(Mark.FREE, Mark.CLOSED)) {
            requests.clear();
            current = NOTHING;
            written = 0;
        }
        return mark.get() == Mark.CLOSED;
    }
}
