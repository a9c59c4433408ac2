package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import com.pty4j.unix.Pty;
import com.pty4j.unix.PtyHelpers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import kotlin.Pair;

/**
 * The master side of a terminal pair: the one class that knows pty4j. The descriptor is non-blocking, and closed on exec.
 *
 * <p>Only pty4j's static opener is used. An instance of its Pty opens a pipe besides, for reading in its own way, and does
 * not check it: where descriptors run out the pipe stays (0, 0), and closing the terminal then closes our standard input
 * (seen with 0.13.12). Its size call sits on that instance, so the size is set here.
 */
final class PtyMaster {
    /** Window size, close on exec, non-blocking: ioctl_tty(2), ioctl(2). */
    private static final long TIOCSWINSZ = 0x5414;

    private static final long FIOCLEX = 0x5451;
    private static final long FIONBIO = 0x5421;

    /** struct winsize: rows, columns, and two sizes in pixels that nobody fills in. */
    private static final long WINSIZE_BYTES = 8;

    private final int fd;
    private final String slaveName;
    private boolean closed;

    private PtyMaster(int fd, String slaveName) {
        this.fd = fd;
        this.slaveName = slaveName;
    }

    /** Opens a pair whose size is right from the start: a child can't see another one first. */
    static PtyMaster open(WindowSize size) throws SpawnException {
        Pair<Integer, String> pair;
        try {
            pair = Pty.ptyMasterOpen();
        } catch (LinkageError failure) {
            throw new SpawnException(
                    SpawnException.Reason.NO_TERMINAL,
                    "pty4j",
                    "pty4j could not load its native part (JNA unpacks it into -Djna.tmpdir, which must allow"
                            + " execution): "
                            + failure,
                    failure);
        }
        if (pair.getFirst() < 0) {
            throw new SpawnException(
                    SpawnException.Reason.NO_TERMINAL,
                    pair.getSecond(),
                    "no pseudo-terminal could be opened (" + Errno.text(PtyHelpers.errno())
                            + "): close sessions, or raise 'ulimit -n' or /proc/sys/kernel/pty/max");
        }
        PtyMaster master = new PtyMaster(pair.getFirst(), pair.getSecond());
        if (!master.prepare() || !master.resize(size)) {
            master.close();
            throw new SpawnException(
                    SpawnException.Reason.NO_TERMINAL, master.slaveName, "the new terminal could not be set up");
        }
        return master;
    }

    private boolean prepare() {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.ioctl(fd, FIOCLEX, MemorySegment.NULL) >= 0
                    && Libc.ioctl(fd, FIONBIO, arena.allocateFrom(JAVA_INT, 1)) >= 0;
        }
    }

    int fd() {
        return fd;
    }

    /** The path that the child opens as its terminal. */
    String slaveName() {
        return slaveName;
    }

    /** Any thread. False if the terminal is closed. */
    synchronized boolean resize(WindowSize size) {
        if (closed) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(WINSIZE_BYTES, Short.BYTES);
            winsize.set(JAVA_SHORT, 0, (short) size.rows());
            winsize.set(JAVA_SHORT, 2, (short) size.columns());
            return Libc.ioctl(fd, TIOCSWINSZ, winsize) >= 0;
        }
    }

    /** Once, however often it is called: the number may belong to another session a moment later (pty4j's bug 181). */
    synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
