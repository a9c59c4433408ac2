package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The calls on descriptors and processes that the JDK doesn't have. Each returns what the C function returns, or the
 * negative error number.
 *
 * <p>{@link #read} and {@link #write} are on the hot path: they take the caller's errno segment and allocate nothing.
 */
final class Libc {
    private static final MethodHandle READ =
            Native.bindErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            Native.bindErrno("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = Native.bindErrno("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle IOCTL =
            Native.bindErrno("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
    private static final MethodHandle KILL =
            Native.bindErrno("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle WAITID =
            Native.bindErrno("waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SYSCALL = Native.bindErrno(
            "syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), 1);

    /** glibc wraps the two pidfd calls only since 2.36. Their numbers are the same on every architecture. */
    private static final long NR_PIDFD_SEND_SIGNAL = 424;

    private static final long NR_PIDFD_OPEN = 434;
    private static final long UNUSED = 0;

    private Libc() {}

    static long read(MemorySegment errno, int fd, MemorySegment into, long size) {
        try {
            return Errno.resultOf((long) READ.invokeExact(errno, fd, into, size), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static long write(MemorySegment errno, int fd, MemorySegment from, long size) {
        try {
            return Errno.resultOf((long) WRITE.invokeExact(errno, fd, from, size), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static int close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) CLOSE.invokeExact(errno, fd), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static int ioctl(int fd, long request, MemorySegment argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) IOCTL.invokeExact(errno, fd, request, argument), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static int kill(int pid, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) KILL.invokeExact(errno, pid, signal), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static int waitid(int idType, int id, MemorySegment info, int options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) WAITID.invokeExact(errno, idType, id, info, options), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    static int pidfdOpen(int pid) {
        return syscall(NR_PIDFD_OPEN, pid, UNUSED, UNUSED, UNUSED);
    }

    static int pidfdSendSignal(int pidfd, int signal, int flags) {
        return syscall(NR_PIDFD_SEND_SIGNAL, pidfd, signal, UNUSED, flags);
    }

    private static int syscall(long number, long first, long second, long third, long fourth) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return (int) Errno.resultOf((long) SYSCALL.invokeExact(errno, number, first, second, third, fourth), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }
}
