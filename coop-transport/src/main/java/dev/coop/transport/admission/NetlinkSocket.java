package dev.coop.transport.admission;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * A netlink(7) socket of the sock_diag family. Nothing here waits: the kernel has queued its answer when the write of the
 * question returns. Not thread-safe.
 */
final class NetlinkSocket {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;

    private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = ERRNO.byteOffset(PathElement.groupElement("errno"));

    // write and read rather than send and recv: their signatures are bound for the terminals already.
    private static final MethodHandle SOCKET =
            bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle WRITE =
            bind("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle READ =
            bind("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int fd;
    private final MemorySegment errno;

    private NetlinkSocket(int fd, MemorySegment errno) {
        this.fd = fd;
        this.errno = errno;
    }

    static NetlinkSocket open() throws IOException {
        MemorySegment errno = Arena.ofAuto().allocate(ERRNO);
        int fd;
        try {
            fd = (int)
                    SOCKET.invokeExact(errno, AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
        } catch (Throwable failure) {
            throw broken(failure);
        }
        if (fd < 0) {
            throw failed("socket", errno);
        }
        return new NetlinkSocket(fd, errno);
    }

    /** Everything or nothing: a netlink message is not divided. */
    void send(MemorySegment message) throws IOException {
        long sent;
        try {
            sent = (long) WRITE.invokeExact(errno, fd, message, message.byteSize());
        } catch (Throwable failure) {
            throw broken(failure);
        }
        if (sent < 0) {
            throw failed("write", errno);
        }
    }

    /** How many bytes the next answer has; what doesn't fit is lost. */
    long receive(MemorySegment into) throws IOException {
        long received;
        try {
            received = (long) READ.invokeExact(errno, fd, into, into.byteSize());
        } catch (Throwable failure) {
            throw broken(failure);
        }
        if (received < 0) {
            throw failed("read", errno);
        }
        return received;
    }

    void close() {
        try {
            int ignored = (int) CLOSE.invokeExact(errno, fd);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private static IOException failed(String call, MemorySegment errno) {
        return new IOException(call + " on a netlink socket: error " + errno.get(JAVA_INT, ERRNO_OFFSET));
    }

    private static MethodHandle bind(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
        return linker.downcallHandle(address, signature, Linker.Option.captureCallState("errno"));
    }

    /** A downcall declares Throwable, but throws only what the virtual machine throws. */
    private static RuntimeException broken(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call into the C library failed", failure);
    }
}
