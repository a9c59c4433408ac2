package dev.coop.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel has counted for this process so far, threads that have ended included. The JVM's own answer to the
 * question for CPU time is in steps of 10 ms.
 */
record ResourceUsage(long cpuNanos, long contextSwitches) {
    private static final int RUSAGE_SELF = 0;
    private static final int RUSAGE_BYTES = 144;
    private static final int USER_SECONDS = 0;
    private static final int SYSTEM_SECONDS = 16;
    private static final int VOLUNTARY_SWITCHES = 128;
    private static final int INVOLUNTARY_SWITCHES = 136;

    static ResourceUsage soFar() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
            int result = (int) Libc.GETRUSAGE.invokeExact(RUSAGE_SELF, usage);
            if (result != 0) {
                throw new IllegalStateException("getrusage failed");
            }
            return new ResourceUsage(
                    nanos(usage, USER_SECONDS) + nanos(usage, SYSTEM_SECONDS),
                    usage.get(JAVA_LONG, VOLUNTARY_SWITCHES) + usage.get(JAVA_LONG, INVOLUNTARY_SWITCHES));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw Libc.unexpected(failure);
        }
    }

    private static long nanos(MemorySegment usage, int seconds) {
        return usage.get(JAVA_LONG, seconds) * 1_000_000_000 + usage.get(JAVA_LONG, seconds + Long.BYTES) * 1_000;
    }
}
