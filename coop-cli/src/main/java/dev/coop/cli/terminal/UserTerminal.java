package dev.coop.cli.terminal;

import dev.coop.core.pty.WindowSize;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The terminal that coop was started in, in raw mode from {@link #takeOver} to {@link #close}.
 *
 * <p>However coop ends, short of SIGKILL, the terminal gets its settings back: the virtual machine's exit closes it too.
 */
public final class UserTerminal implements AutoCloseable {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;

    private final TtySettings before;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::restore);
    private boolean restored;

    private UserTerminal(TtySettings before) {
        this.before = before;
    }

    /** Whether somebody sits in front of coop: both what it reads and what it prints is a terminal. */
    public static boolean present() {
        return Tty.isTerminal(STDIN) && Tty.isTerminal(STDOUT);
    }

    /** Whether what coop prints goes to a terminal. */
    public static boolean isScreen() {
        return Tty.isTerminal(STDOUT);
    }

    public static Optional<WindowSize> size() {
        return Tty.size(STDOUT);
    }

    public static UserTerminal takeOver() throws IOException {
        // Otherwise, in the background, giving the settings back would stop coop instead.
        Signals.ignore("TTOU");
        UserTerminal terminal = new UserTerminal(Tty.settings(STDIN));
        Runtime.getRuntime().addShutdownHook(terminal.atExit);
        Tty.apply(STDIN, terminal.before.raw());
        return terminal;
    }

    /** What the user types. */
    public static InputStream keys() {
        return new FileInputStream(FileDescriptor.in);
    }

    /** What the user sees; not buffered. */
    public static OutputStream screen() {
        return new FileOutputStream(FileDescriptor.out);
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook runs already, or has run, and finds nothing left to do.
            return;
        }
    }

    private synchronized void restore() {
        if (restored) {
            return;
        }
        restored = true;
        try {
            Tty.apply(STDIN, before);
        } catch (IOException gone) {
            // The terminal was closed: there is nothing to give back, and nobody to tell.
            return;
        }
    }
}
