package dev.coop.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A program on a terminal of 200x50 with blocking reads and writes and nothing else: the least that a JVM can do.
 *
 * <p>Not for several threads at once, except that one may write while another reads.
 */
final class RawPty implements AutoCloseable {
    static final int COLUMNS = 200;
    static final int ROWS = 50;

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final long TIOCSWINSZ = 0x5414;
    private static final short POSIX_SPAWN_SETSID = 0x80;
    private static final int SIGKILL = 9;
    /** Above what glibc needs for either of its two opaque spawn structures (80 and 336 bytes). */
    private static final int SPAWN_STRUCTURE_BYTES = 512;

    private static final int NAME_BYTES = 64;
    private static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin", "TERM=xterm-256color");

    private final int master;
    private final int child;

    private RawPty(int master, int child) {
        this.master = master;
        this.child = child;
    }

    static RawPty start(String... command) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int master = check("posix_openpt", (int) Libc.POSIX_OPENPT.invokeExact(O_RDWR | O_NOCTTY | O_CLOEXEC));
            check("grantpt", (int) Libc.GRANTPT.invokeExact(master));
            check("unlockpt", (int) Libc.UNLOCKPT.invokeExact(master));
            MemorySegment size = arena.allocateFrom(JAVA_SHORT, (short) ROWS, (short) COLUMNS, (short) 0, (short) 0);
            check("ioctl", (int) Libc.IOCTL.invokeExact(master, TIOCSWINSZ, size));
            MemorySegment slave = arena.allocate(NAME_BYTES);
            checkZero("ptsname_r", (int) Libc.PTSNAME.invokeExact(master, slave, slave.byteSize()));
            return new RawPty(master, spawn(arena, slave, List.of(command)));
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw Libc.unexpected(failure);
        }
    }

    /** Opening the slave as the new session's first terminal makes it the controlling one. */
    private static int spawn(Arena arena, MemorySegment slave, List<String> command) throws Throwable {
        MemorySegment actions = arena.allocate(SPAWN_STRUCTURE_BYTES, 16);
        MemorySegment attributes = arena.allocate(SPAWN_STRUCTURE_BYTES, 16);
        checkZero("file_actions_init", (int) Libc.ACTIONS_INIT.invokeExact(actions));
        checkZero("addopen", (int) Libc.ADD_OPEN.invokeExact(actions, 0, slave, O_RDWR, 0));
        checkZero("adddup2", (int) Libc.ADD_DUP.invokeExact(actions, 0, 1));
        checkZero("adddup2", (int) Libc.ADD_DUP.invokeExact(actions, 0, 2));
        checkZero("addclosefrom", (int) Libc.ADD_CLOSE_FROM.invokeExact(actions, 3));
        checkZero("spawnattr_init", (int) Libc.ATTRIBUTES_INIT.invokeExact(attributes));
        checkZero("setflags", (int) Libc.SET_FLAGS.invokeExact(attributes, POSIX_SPAWN_SETSID));
        MemorySegment child = arena.allocate(JAVA_INT);
        MemorySegment path = arena.allocateFrom(command.getFirst());
        checkZero("posix_spawn of " + command.getFirst(), (int) Libc.POSIX_SPAWN.invokeExact(
                child, path, actions, attributes, strings(arena, command), strings(arena, ENVIRONMENT)));
        checkZero("spawnattr_destroy", (int) Libc.ATTRIBUTES_DESTROY.invokeExact(attributes));
        checkZero("file_actions_destroy", (int) Libc.ACTIONS_DESTROY.invokeExact(actions));
        return child.get(JAVA_INT, 0);
    }

    /** Blocks until there is output; zero or less when there will be no more. */
    long read(MemorySegment into) {
        try {
            return (long) Libc.READ.invokeExact(master, into, into.byteSize());
        } catch (Throwable failure) {
            throw Libc.unexpected(failure);
        }
    }

    void write(MemorySegment from, long length) throws IOException {
        long written;
        try {
            written = (long) Libc.WRITE.invokeExact(master, from, length);
        } catch (Throwable failure) {
            throw Libc.unexpected(failure);
        }
        if (written != length) {
            throw new IOException("wrote " + written + " of " + length + " bytes to a terminal");
        }
    }

    /** Reads to the end and throws everything away. */
    long drain() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(1 << 16);
            long bytes = 0;
            for (long length = read(block); length > 0; length = read(block)) {
                bytes += length;
            }
            return bytes;
        }
    }

    /** Ends the program if it still runs, and waits for it. */
    @Override
    public void close() throws IOException {
        try {
            check("kill", (int) Libc.KILL.invokeExact(child, SIGKILL));
            check("waitpid", (int) Libc.WAITPID.invokeExact(child, MemorySegment.NULL, 0));
            check("close", (int) Libc.CLOSE.invokeExact(master));
        } catch (IOException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw Libc.unexpected(failure);
        }
    }

    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static int check(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + " failed");
        }
        return result;
    }

    private static void checkZero(String call, int error) throws IOException {
        if (error != 0) {
            throw new IOException(call + " failed with error " + error);
        }
    }
}
