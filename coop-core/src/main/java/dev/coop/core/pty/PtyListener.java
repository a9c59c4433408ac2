package dev.coop.core.pty;

/**
 * Hears what a terminal's program does. All calls for one terminal come from one thread, one at a time; that thread
 * serves other terminals too, so no call may block. The first call may come before {@link PtyHost#spawn} returns.
 *
 * <p>A listener that throws loses its session: the program is killed, the failure is logged, {@link #onExit} still comes.
 */
public interface PtyListener {
    /** The program has written the first {@code length} bytes of {@code block}. The block is reused after the call. */
    void onOutput(byte[] block, int length);

    /** Answers {@link Pty#wake()}: nothing is being fed, so what {@link #onOutput} builds may be looked at. */
    void onWake();

    /** The program has ended and all its output was heard. Comes once. */
    void onExit(ExitStatus status);
}
