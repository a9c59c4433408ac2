package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** How a child ended, as waitid(2) tells it. */
final class Wait {
    /** What a number stands for. */
    static final int P_ALL = 0;

    static final int P_PID = 1;
    static final int P_PIDFD = 3;

    private static final int WNOHANG = 0x1;

    private static final int WEXITED = 0x4;
    private static final int WNOWAIT = 0x1000000;
    private static final int CLD_EXITED = 1;
    private static final int CLD_DUMPED = 3;

    /** siginfo_t on 64-bit Linux, and where waitid fills it in. */
    private static final long SIGINFO_BYTES = 128;

    private static final long SI_CODE = 8;
    private static final long SI_PID = 16;
    private static final long SI_STATUS = 24;

    private Wait() {}

    /** Null if it runs. Whoever reaps it gets the same. */
    static @Nullable ExitStatus peek(int type, int id) {
        return status(type, id, WNOHANG | WNOWAIT);
    }

    /** Null if it runs; else it is gone for good. */
    static @Nullable ExitStatus reap(int type, int id) {
        return status(type, id, WNOHANG);
    }

    /** Waits for the child's end, and reaps it. */
    static void reapAtEnd(int pid) {
        blocking(P_PID, pid, 0);
    }

    /** Waits until one of this process's children has ended, and leaves it to be reaped. False if there is none. */
    static boolean forAny() {
        return blocking(P_ALL, 0, WNOWAIT) != -Errno.ECHILD;
    }

    private static int blocking(int type, int id, int options) {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.waitid(type, id, arena.allocate(SIGINFO_BYTES, Long.BYTES), WEXITED | options);
        }
    }

    private static @Nullable ExitStatus status(int type, int id, int options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            int result = Libc.waitid(type, id, info, WEXITED | options);
            if (result < 0) {
                return new ExitStatus.Lost("waitid: " + Errno.text(-result));
            }
            if (info.get(JAVA_INT, SI_PID) == 0) {
                return null;
            }
            int status = info.get(JAVA_INT, SI_STATUS);
            int code = info.get(JAVA_INT, SI_CODE);
            return code == CLD_EXITED
                    ? new ExitStatus.Exited(status & 0xff)
                    : new ExitStatus.Signaled(new Signal(status), code == CLD_DUMPED);
        }
    }
}
