package dev.coop.core.pty;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Finds functions of the C library.
 *
 * <p>Each different signature costs about 5 ms at the first binding, so signatures are shared where the system allows it,
 * and what is needed on failures only is bound then.
 */
final class Native {
    /** Makes a handle take a segment of {@link Errno#LAYOUT} first, and fill it before the JVM can overwrite errno. */
    static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    private Native() {}

    static MethodHandle bind(String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new PtyUnavailableException(
                        "the C library has no " + name + "; coop needs Linux with glibc 2.34 or newer", null));
        return linker.downcallHandle(address, signature, options);
    }

    static MethodHandle bindErrno(String name, FunctionDescriptor signature) {
        return bind(name, signature, CAPTURE_ERRNO);
    }

    static MethodHandle bindErrno(String name, FunctionDescriptor signature, int firstVariadicArgument) {
        return bind(name, signature, CAPTURE_ERRNO, Linker.Option.firstVariadicArg(firstVariadicArgument));
    }

    /** A downcall declares Throwable, but throws only what the virtual machine throws. */
    static RuntimeException broken(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call into the C library failed", failure);
    }
}
