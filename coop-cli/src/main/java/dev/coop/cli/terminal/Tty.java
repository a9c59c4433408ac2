package dev.coop.cli.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Settings and size of a terminal that somebody else opened, by ioctl_tty(2).
 *
 * <p>Only that one function, and bound as the core binds it: each new shape of a native function takes some 10 ms to
 * prepare, which tcgetattr(3) and its relatives would add to every start.
 */
final class Tty {
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGWINSZ = 0x5413;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle IOCTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));

    private Tty() {}

    static boolean isTerminal(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return ioctl(arena, fd, TCGETS, arena.allocate(TtySettings.BYTES, Long.BYTES));
        }
    }

    static TtySettings settings(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TtySettings.BYTES, Long.BYTES);
            if (!ioctl(arena, fd, TCGETS, termios)) {
                throw new IOException("the terminal does not tell its settings");
            }
            return new TtySettings(termios.toArray(JAVA_BYTE));
        }
    }

    /** At once, not when the output has gone: a terminal that takes none would hold us for ever. */
    static void apply(int fd, TtySettings settings) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TtySettings.BYTES, Long.BYTES);
            termios.copyFrom(MemorySegment.ofArray(settings.termios()));
            if (!ioctl(arena, fd, TCSETS, termios)) {
                throw new IOException("the terminal does not take new settings");
            }
        }
    }

    /** Empty where there is no terminal, or one without a size, as a serial line. */
    static Optional<WindowSize> size(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(JAVA_SHORT, 4);
            if (!ioctl(arena, fd, TIOCGWINSZ, winsize)) {
                return Optional.empty();
            }
            int rows = Short.toUnsignedInt(winsize.getAtIndex(JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(winsize.getAtIndex(JAVA_SHORT, 1));
            return rows == 0 || columns == 0
                    ? Optional.empty()
                    : Optional.of(new WindowSize(Math.min(columns, WindowSize.MAX), Math.min(rows, WindowSize.MAX)));
        }
    }

    private static boolean ioctl(Arena arena, int fd, long request, MemorySegment argument) {
        try {
            MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
            return (int) IOCTL.invokeExact(errno, fd, request, argument) == 0;
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new IllegalStateException("a downcall throws only what the virtual machine throws", undeclared);
        }
    }
}
