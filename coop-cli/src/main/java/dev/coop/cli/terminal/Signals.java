package dev.coop.cli.terminal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Signals to coop itself; the JDK's only way to them is {@code sun.misc}.
 *
 * <p>A signal that was ignored when coop was started, as under {@code nohup}, stays ignored.
 */
public final class Signals {
    private Signals() {}

    /** Has {@code action} called, on a thread of its own, at each signal of this name ("TERM"). */
    public static void on(String name, Runnable action) {
        Signal.handle(new Signal(name), _ -> action.run());
    }

    public static void ignore(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }
}
