package dev.coop.core.pty;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What this process inherited from whoever started it, where that matters to its children. */
final class SignalDispositions {
    /** More than struct sigaction takes (152 bytes); its first word is the handler, and zeroes mean SIG_DFL. */
    private static final long SIGACTION_BYTES = 256;

    private static final long SIG_IGN = 1;

    private SignalDispositions() {}

    /** Where SIGCHLD is ignored, as some parents leave it, the kernel discards every exit status. */
    static void keepExitStatuses() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment now = arena.allocate(SIGACTION_BYTES, Long.BYTES);
            int result = Libc.sigaction(Signal.CHLD.number(), MemorySegment.NULL, now);
            if (result == 0 && now.get(JAVA_LONG, 0) == SIG_IGN) {
                MemorySegment standard = arena.allocate(SIGACTION_BYTES, Long.BYTES);
                result = Libc.sigaction(Signal.CHLD.number(), standard, MemorySegment.NULL);
            }
            if (result < 0) {
                throw new PtyUnavailableException("SIGCHLD can't be set to its default: " + Errno.text(-result), null);
            }
        }
    }
}
