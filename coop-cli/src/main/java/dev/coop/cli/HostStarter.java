package dev.coop.cli;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.util.List;

/** Starts the host of a program that is shown in the user's terminal. */
interface HostStarter {
    /**
     * Starts it; it has yet to say that it is ready.
     *
     * @param arguments those of coop itself
     * @param window what the program's terminal is to have
     */
    StartedHost start(List<String> arguments, WindowSize window) throws IOException;
}
