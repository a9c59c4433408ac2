package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process inherited from whoever started it, where that matters to its children. */
final class SignalDispositions {
    private static final String IGNORED = "SigIgn:";

    /** More than struct sigaction takes (152 bytes). All zeroes mean the default. */
    private static final long SIGACTION_BYTES = 256;

    private SignalDispositions() {}

    /** Where SIGCHLD is ignored, as some parents leave it, the kernel discards every exit status. */
    static void keepExitStatuses() {
        if (isIgnored(Signal.CHLD)) {
            setDefault(Signal.CHLD);
        }
    }

    private static boolean isIgnored(Signal signal) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).trim(), 16))
                    .anyMatch(mask -> (mask >>> (signal.number() - 1) & 1) != 0);
        } catch (IOException failure) {
            throw new PtyUnavailableException("coop needs Linux with /proc mounted: " + failure.getMessage(), failure);
        }
    }

    private static void setDefault(Signal signal) {
        // Bound here because it is rarely needed.
        MethodHandle sigaction =
                Native.bindErrno("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
        int result;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            MemorySegment change = arena.allocate(SIGACTION_BYTES, Long.BYTES);
            result = Errno.resultOf(
                    (int) sigaction.invokeExact(errno, signal.number(), change, MemorySegment.NULL), errno);
        } catch (Throwable failure) {
            throw Native.broken(failure);
        }
        if (result < 0) {
            throw new PtyUnavailableException(signal + " can't be set to its default: " + Errno.text(-result), null);
        }
    }
}
