package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/** The error numbers of Linux that decide something here (errno(3)), and how to read one after a call. */
final class Errno {
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int E2BIG = 7;
    static final int ENOEXEC = 8;
    static final int ECHILD = 10;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int EINVAL = 22;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ETXTBSY = 26;
    static final int ENAMETOOLONG = 36;
    static final int ELOOP = 40;
    static final int ESHUTDOWN = 108;

    /** The segment that a handle made with {@link Native#CAPTURE_ERRNO} fills. */
    static final StructLayout LAYOUT = Linker.Option.captureStateLayout();

    private static final long OFFSET = LAYOUT.byteOffset(PathElement.groupElement("errno"));

    private Errno() {}

    /** The result, or the negative error number: what the kernel itself returns. */
    static int resultOf(int result, MemorySegment captured) {
        return result >= 0 ? result : -captured.get(JAVA_INT, OFFSET);
    }

    /** As for an int. */
    static long resultOf(long result, MemorySegment captured) {
        return result >= 0 ? result : -captured.get(JAVA_INT, OFFSET);
    }

    /** The system's words for an error number. */
    static String text(int errno) {
        try {
            return ((MemorySegment) Texts.STRERROR.invokeExact(errno)).getString(0);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    /** Bound at the first failure. */
    private static final class Texts {
        /** Longer than any of them. */
        private static final int MAX_BYTES = 256;

        private static final MethodHandle STRERROR = Native.bind(
                "strerror",
                FunctionDescriptor.of(
                        ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(MAX_BYTES, JAVA_BYTE)), JAVA_INT));
    }
}
