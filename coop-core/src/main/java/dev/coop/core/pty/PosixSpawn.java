package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * posix_spawn(3) with one fixed set of attributes: an own session, the slave as controlling terminal on 0, 1 and 2, no
 * other descriptor, every signal at its default, none blocked.
 *
 * <p>Nothing of ours runs between fork and exec and no page table is copied, so the cost doesn't grow with the heap.
 */
final class PosixSpawn {
    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;
    private static final int O_RDWR = 2;

    /** More than glibc's opaque types take: 80, 336 and 128 bytes. */
    private static final long OPAQUE_BYTES = 512;

    private static final MethodHandle SPAWN = Native.bind(
            "posix_spawn", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle ACTIONS_INIT = one("posix_spawn_file_actions_init");
    private static final MethodHandle ACTIONS_DESTROY = one("posix_spawn_file_actions_destroy");
    private static final MethodHandle ADD_OPEN = Native.bind(
            "posix_spawn_file_actions_addopen",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle ADD_DUP2 = Native.bind(
            "posix_spawn_file_actions_adddup2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle ADD_CLOSE_FROM =
            Native.bind("posix_spawn_file_actions_addclosefrom_np", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle ADD_CHDIR = two("posix_spawn_file_actions_addchdir_np");
    private static final MethodHandle ATTRIBUTES_INIT = one("posix_spawnattr_init");
    private static final MethodHandle ATTRIBUTES_DESTROY = one("posix_spawnattr_destroy");
    // The flags are a short, which travels like an int.
    private static final MethodHandle SET_FLAGS =
            Native.bind("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SET_DEFAULTS = two("posix_spawnattr_setsigdefault");
    private static final MethodHandle SET_MASK = two("posix_spawnattr_setsigmask");

    private PosixSpawn() {}

    /** Binds the functions, so that one that is missing is known before the first start. */
    static void load() {}

    /** The pid once the program runs, or the negative error number of the step that failed. */
    static int start(String file, List<String> argv, List<String> environment, String directory, String terminal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = opaque(arena);
            MemorySegment attributes = opaque(arena);
            MemorySegment pid = arena.allocate(JAVA_INT);
            // These fail for want of memory only, so the results may be merged.
            int unprepared = (int) ACTIONS_INIT.invokeExact(actions) | (int) ATTRIBUTES_INIT.invokeExact(attributes);
            try {
                unprepared |= prepareFiles(actions, arena.allocateFrom(terminal), arena.allocateFrom(directory));
                unprepared |= prepareSignals(attributes, opaque(arena), opaque(arena));
                if (unprepared != 0) {
                    return -Errno.ENOMEM;
                }
                int error = (int) SPAWN.invokeExact(
                        pid,
                        arena.allocateFrom(file),
                        actions,
                        attributes,
                        strings(arena, argv),
                        strings(arena, environment));
                return error == 0 ? pid.get(JAVA_INT, 0) : -error;
            } finally {
                int ignored =
                        (int) ACTIONS_DESTROY.invokeExact(actions) | (int) ATTRIBUTES_DESTROY.invokeExact(attributes);
            }
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
    }

    /** The leader of a new session that opens a terminal gets it as its controlling terminal: so open, don't dup. */
    private static int prepareFiles(MemorySegment actions, MemorySegment terminal, MemorySegment directory)
            throws Throwable {
        return (int) ADD_OPEN.invokeExact(actions, 0, terminal, O_RDWR, 0)
                | (int) ADD_DUP2.invokeExact(actions, 0, 1)
                | (int) ADD_DUP2.invokeExact(actions, 0, 2)
                | (int) ADD_CLOSE_FROM.invokeExact(actions, 3)
                | (int) ADD_CHDIR.invokeExact(actions, directory);
    }

    private static int prepareSignals(MemorySegment attributes, MemorySegment none, MemorySegment all)
            throws Throwable {
        // By hand, since sigfillset leaves out the two that glibc keeps for itself; the child would have them ignored.
        all.asSlice(0, Signal.MAX / Byte.SIZE).fill((byte) 0xff);
        return (int) SET_DEFAULTS.invokeExact(attributes, all)
                | (int) SET_MASK.invokeExact(attributes, none)
                | (int) SET_FLAGS.invokeExact(attributes, SETSID | SETSIGDEF | SETSIGMASK);
    }

    private static MemorySegment opaque(Arena arena) {
        return arena.allocate(OPAQUE_BYTES, Long.BYTES);
    }

    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static MethodHandle one(String name) {
        return Native.bind(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    private static MethodHandle two(String name) {
        return Native.bind(name, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    }
}
