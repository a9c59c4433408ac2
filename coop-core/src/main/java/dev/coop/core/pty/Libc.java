package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The calls on descriptors and processes that the JDK doesn't have. Each returns what the C function returns, or the
 * negative error number.
 *
 * <p>{@link #read} and {@link #write} are on the hot path: they take the caller's errno segment and allocate nothing.
 */
final class Libc {
    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int FD_CLOEXEC = 1;
    static final int O_NONBLOCK = 0x800;

    private static final int F_OK = 0;

    private static final MethodHandle READ =
            bindErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            bindErrno("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = bindErrno("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle FCNTL =
            bindVariadic("fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), 2);
    private static final MethodHandle IOCTL =
            bindVariadic("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
    private static final MethodHandle ACCESS = bindErrno("access", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SIGACTION =
            bindErrno("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle KILL = bindErrno("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle WAITID =
            bindErrno("waitid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    // glibc wraps the pidfd calls only since 2.36; the numbers are the same on every architecture.
    private static final MethodHandle SYSCALL_PIDFD_OPEN =
            bindVariadic("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT), 1);
    private static final MethodHandle SYSCALL_PIDFD_SEND_SIGNAL = bindVariadic(
            "syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), 1);
    private static final long NR_PIDFD_SEND_SIGNAL = 424;
    private static final long NR_PIDFD_OPEN = 434;

    private Libc() {}

    static long read(MemorySegment errno, int fd, MemorySegment into, long size) {
        try {
            return Errno.resultOf((long) READ.invokeExact(errno, fd, into, size), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static long write(MemorySegment errno, int fd, MemorySegment from, long size) {
        try {
            return Errno.resultOf((long) WRITE.invokeExact(errno, fd, from, size), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) CLOSE.invokeExact(errno, fd), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int fcntl(int fd, int command, int argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) FCNTL.invokeExact(errno, fd, command, argument), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int ioctl(int fd, long request, MemorySegment argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) IOCTL.invokeExact(errno, fd, request, argument), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** Whether something is there, by the same bytes that an exec would look for. */
    static boolean exists(String path) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) ACCESS.invokeExact(arena.allocate(Errno.LAYOUT), arena.allocateFrom(path), F_OK) == 0;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int sigaction(int signal, MemorySegment change, MemorySegment old) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) SIGACTION.invokeExact(errno, signal, change, old), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int kill(int pid, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) KILL.invokeExact(errno, pid, signal), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int waitid(int idType, int id, MemorySegment info, int options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return Errno.resultOf((int) WAITID.invokeExact(errno, idType, id, info, options), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int pidfdOpen(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return (int) Errno.resultOf((long) SYSCALL_PIDFD_OPEN.invokeExact(errno, NR_PIDFD_OPEN, pid, 0), errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static int pidfdSendSignal(int pidfd, int signal, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return (int) Errno.resultOf(
                    (long) SYSCALL_PIDFD_SEND_SIGNAL.invokeExact(
                            errno, NR_PIDFD_SEND_SIGNAL, pidfd, signal, MemorySegment.NULL, flags),
                    errno);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** A function that reports its error by its result alone. */
    static MethodHandle bind(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new PtyUnavailableException(
                        "the C library has no " + name + "; coop needs Linux with glibc 2.34 or newer", null));
        return linker.downcallHandle(address, type, options);
    }

    /** A function that leaves its error in errno: the handle takes a segment for it first. */
    static MethodHandle bindErrno(String name, FunctionDescriptor type) {
        return bind(name, type, Errno.CAPTURE);
    }

    private static MethodHandle bindVariadic(String name, FunctionDescriptor type, int firstVariadic) {
        return bind(name, type, Errno.CAPTURE, Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** A downcall declares Throwable, but throws only what the virtual machine throws. */
    static RuntimeException broken(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call into the C library failed", failure);
    }
}
