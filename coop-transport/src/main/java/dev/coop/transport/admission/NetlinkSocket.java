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
import java.nio.ByteBuffer;

/**
 * A netlink(7) socket of the sock_diag family. Nothing here waits: the kernel has queued its answer when the write of the
 * question returns. Not thread-safe.
 */
final class NetlinkSocket {
    private static final int AF_NETLINK = 16;
    private static final long SOCK_RAW = 3;
    private static final long SOCK_NONBLOCK = 0x800;
    private static final long SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;

    private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = ERRNO.byteOffset(PathElement.groupElement("errno"));

    /**
     * A descriptor or number, an address, a size; a size. A signature that is new costs milliseconds at the first connection;
     * this one the terminals use too. So it is write and not send, read and not recv, and socket's three numbers travel in
     * the same registers.
     */
    private static final FunctionDescriptor SIGNATURE = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private static final MethodHandle SOCKET = bind("socket", SIGNATURE);
    private static final MethodHandle WRITE = bind("write", SIGNATURE);
    private static final MethodHandle READ = bind("read", SIGNATURE);

    private final int fd;
    private final MemorySegment errno;

    private NetlinkSocket(int fd, MemorySegment errno) {
        this.fd = fd;
        this.errno = errno;
    }

    static NetlinkSocket open() throws IOException {
        MemorySegment errno = Arena.ofAuto().allocate(ERRNO);
        MemorySegment type = MemorySegment.ofAddress(SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC);
        // Of an int result only the lower half is defined.
        int fd = (int) call(SOCKET, errno, AF_NETLINK, type, NETLINK_SOCK_DIAG);
        if (fd < 0) {
            throw failed("socket", errno);
        }
        return new NetlinkSocket(fd, errno);
    }

    /** Everything or nothing: a netlink message is not divided. */
    void send(ByteBuffer message) throws IOException {
        if (call(WRITE, errno, fd, MemorySegment.ofBuffer(message), message.remaining()) < 0) {
            throw failed("write", errno);
        }
    }

    /** How many bytes the next answer has; what doesn't fit is lost. */
    int receive(ByteBuffer into) throws IOException {
        long received = call(READ, errno, fd, MemorySegment.ofBuffer(into), into.remaining());
        if (received < 0) {
            throw failed("read", errno);
        }
        return (int) received;
    }

    void close() {
        MethodHandle close = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            int ignored = (int) close.invokeExact(errno, fd);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private static long call(MethodHandle function, MemorySegment errno, int first, MemorySegment second, long third) {
        try {
            return (long) function.invokeExact(errno, first, second, third);
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
