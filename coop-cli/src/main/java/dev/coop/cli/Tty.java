package dev.coop.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The C library's calls on a terminal that somebody else opened. */
final class Tty {
    /** Bytes; glibc's {@code struct termios} has 60. Its content is nobody's business here but the C library's. */
    private static final long TERMIOS_BYTES = 256;

    private static final int TCSANOW = 0;
    private static final long TIOCGWINSZ = 0x5413;

    private static final MethodHandle ISATTY = bind("isatty", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle TCGETATTR = bind("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle TCSETATTR =
            bind("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle CFMAKERAW = bind("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle IOCTL = bind(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));

    private Tty() {}

    static boolean isTerminal(int fd) {
        try {
            return (int) ISATTY.invokeExact(fd) == 1;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** The settings of the terminal, as {@link #apply} takes them. */
    static byte[] settings(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
            if ((int) TCGETATTR.invokeExact(fd, termios) != 0) {
                throw new IOException("the terminal does not tell its settings");
            }
            return termios.toArray(ValueLayout.JAVA_BYTE);
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** The same settings, but with every byte passed on as it is, both ways. */
    static byte[] raw(byte[] settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = copy(arena, settings);
            CFMAKERAW.invokeExact(termios);
            return termios.toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    static void apply(int fd, byte[] settings) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            // Now, not when the output has gone: a terminal that takes none would hold us for ever.
            if ((int) TCSETATTR.invokeExact(fd, TCSANOW, copy(arena, settings)) != 0) {
                throw new IOException("the terminal does not take new settings");
            }
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** Empty for a terminal that has no size, as a serial line, or one that coop cannot show. */
    static Optional<WindowSize> size(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(JAVA_SHORT, 4);
            if ((int) IOCTL.invokeExact(fd, TIOCGWINSZ, winsize) != 0) {
                return Optional.empty();
            }
            int rows = Short.toUnsignedInt(winsize.getAtIndex(JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(winsize.getAtIndex(JAVA_SHORT, 1));
            return rows == 0 || columns == 0
                    ? Optional.empty()
                    : Optional.of(new WindowSize(Math.min(columns, WindowSize.MAX), Math.min(rows, WindowSize.MAX)));
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private static MemorySegment copy(Arena arena, byte[] settings) {
        MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
        MemorySegment.copy(settings, 0, termios, ValueLayout.JAVA_BYTE, 0, settings.length);
        return termios;
    }

    private static MethodHandle bind(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /** A downcall declares Throwable, but throws only what the virtual machine throws. */
    private static RuntimeException broken(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call into the C library failed", failure);
    }
}
