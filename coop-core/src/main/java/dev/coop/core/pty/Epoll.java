package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * One epoll and the eventfd that wakes it: epoll(7). One thread waits; {@link #wakeUp} is for any thread.
 *
 * <p>Each watched descriptor has a key of zero or more, which its events carry.
 */
final class Epoll {
    static final int IN = 0x001;
    /** Tells a change once instead of a state for as long as it lasts. */
    static final int EDGE = 1 << 31;
    /** The key of a wake-up. */
    static final long WAKE_KEY = -1;

    /** Events taken at once. Few, so that a wake-up is served soon although many programs flood; the kernel rotates the rest. */
    private static final int BATCH = 16;

    private static final int CLOEXEC = 0x80000;
    private static final int NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;

    /** struct epoll_event is packed on x86-64 alone, where 32-bit programs share it. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    private static final long EVENT_BYTES = PACKED ? 12 : 16;
    private static final long KEY_OFFSET = PACKED ? 4 : 8;

    private static final MethodHandle EPOLL_CREATE =
            Native.bindErrno("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
            Native.bindErrno("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT =
            Native.bindErrno("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD =
            Native.bindErrno("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private final MemorySegment events = Arena.ofAuto().allocate(EVENT_BYTES * BATCH, Long.BYTES);
    private final MemorySegment errno = Arena.ofAuto().allocate(Errno.LAYOUT);
    private final int epoll;
    private final int eventfd;
    private final Object wakeLock = new Object();
    private boolean closed;

    Epoll() {
        epoll = opened("epoll_create1", epollCreate());
        int wakeFd = eventfd();
        int watched = wakeFd < 0 ? wakeFd : control(ADD, wakeFd, IN, WAKE_KEY);
        if (watched < 0) {
            Libc.close(epoll);
            if (wakeFd >= 0) {
                Libc.close(wakeFd);
            }
        }
        opened("eventfd", watched);
        eventfd = wakeFd;
    }

    /** Zero, or the negative error number; so do {@link #modify} and {@link #remove}. */
    int add(int fd, int mask, long key) {
        return control(ADD, fd, mask, key);
    }

    int modify(int fd, int mask, long key) {
        return control(MODIFY, fd, mask, key);
    }

    int remove(int fd) {
        return control(DELETE, fd, 0, 0);
    }

    /** Waits for events, at most this long (for ever if negative), and returns how many came. */
    int await(int timeoutMillis) {
        int count;
        try {
            count = Errno.resultOf((int) EPOLL_WAIT.invokeExact(errno, epoll, events, BATCH, timeoutMillis), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
        if (count < 0 && count != -Errno.EINTR) {
            throw new IllegalStateException("epoll_wait: " + Errno.text(-count));
        }
        return Math.max(count, 0);
    }

    long key(int index) {
        return events.get(JAVA_LONG_UNALIGNED, index * EVENT_BYTES + KEY_OFFSET);
    }

    /** Makes {@link #await} return. */
    void wakeUp() {
        // The lock keeps the number from being closed, and given to another file, between the check and the write.
        synchronized (wakeLock) {
            if (!closed) {
                try (Arena arena = Arena.ofConfined()) {
                    Libc.write(arena.allocate(Errno.LAYOUT), eventfd, arena.allocateFrom(JAVA_LONG, 1), Long.BYTES);
                }
            }
        }
    }

    /** Takes back the wake-up that an event with {@link #WAKE_KEY} told. */
    void wakeUpSeen() {
        try (Arena arena = Arena.ofConfined()) {
            Libc.read(arena.allocate(Errno.LAYOUT), eventfd, arena.allocate(JAVA_LONG), Long.BYTES);
        }
    }

    void close() {
        synchronized (wakeLock) {
            closed = true;
            Libc.close(eventfd);
            Libc.close(epoll);
        }
    }

    private int control(int operation, int fd, int mask, long key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
            event.set(JAVA_INT_UNALIGNED, 0, mask);
            event.set(JAVA_LONG_UNALIGNED, KEY_OFFSET, key);
            MemorySegment failed = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) EPOLL_CTL.invokeExact(failed, epoll, operation, fd, event), failed);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    private int epollCreate() {
        try {
            return Errno.resultOf((int) EPOLL_CREATE.invokeExact(errno, CLOEXEC), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    private int eventfd() {
        try {
            return Errno.resultOf((int) EVENTFD.invokeExact(errno, 0, CLOEXEC | NONBLOCK), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    private static int opened(String call, int result) {
        if (result < 0) {
            throw new PtyUnavailableException(call + ": " + Errno.text(-result), null);
        }
        return result;
    }
}
