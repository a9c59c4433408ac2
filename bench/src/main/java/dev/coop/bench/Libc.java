package dev.coop.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library as the yardsticks call it: bare, with nothing of coop's own between. Linux with glibc only.
 *
 * <p>The handles are constants because the compiler turns a call through a constant handle into a plain call.
 */
final class Libc {
    static final MethodHandle POSIX_OPENPT = function("posix_openpt", JAVA_INT, JAVA_INT);
    static final MethodHandle GRANTPT = function("grantpt", JAVA_INT, JAVA_INT);
    static final MethodHandle UNLOCKPT = function("unlockpt", JAVA_INT, JAVA_INT);
    static final MethodHandle PTSNAME = function("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle IOCTL = Linker.nativeLinker()
            .downcallHandle(
                    symbol("ioctl"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                    Linker.Option.firstVariadicArg(2));
    static final MethodHandle READ = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    static final MethodHandle WAITPID = function("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle KILL = function("kill", JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle GETRUSAGE = function("getrusage", JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle POSIX_SPAWN =
            function("posix_spawn", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle ACTIONS_INIT = function("posix_spawn_file_actions_init", JAVA_INT, ADDRESS);
    static final MethodHandle ACTIONS_DESTROY = function("posix_spawn_file_actions_destroy", JAVA_INT, ADDRESS);
    static final MethodHandle ADD_OPEN =
            function("posix_spawn_file_actions_addopen", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle ADD_DUP =
            function("posix_spawn_file_actions_adddup2", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle ADD_CLOSE_FROM =
            function("posix_spawn_file_actions_addclosefrom_np", JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle ATTRIBUTES_INIT = function("posix_spawnattr_init", JAVA_INT, ADDRESS);
    static final MethodHandle ATTRIBUTES_DESTROY = function("posix_spawnattr_destroy", JAVA_INT, ADDRESS);
    static final MethodHandle SET_FLAGS = function("posix_spawnattr_setflags", JAVA_INT, ADDRESS, JAVA_SHORT);

    private Libc() {}

    /** Rethrows what a method handle declares: a foreign call itself throws nothing. */
    static AssertionError unexpected(Throwable failure) {
        return new AssertionError("a foreign call threw", failure);
    }

    private static MethodHandle function(String name, ValueLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
    }

    private static MemorySegment symbol(String name) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
    }
}
