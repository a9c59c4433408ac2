package dev.coop.core.pty;

/**
 * A program on its terminal. Every method may be called from any thread, virtual ones too, and none of them waits.
 *
 * <p>When the program has ended, everything is released by itself; {@link #close()} is for giving it up before. Its
 * descendants are not killed then: those in the foreground are hung up by the system, as when a window is closed.
 */
public final class Pty implements AutoCloseable {
    /**
     * Bytes that may wait for a program that doesn't read, counting 64 more per request. A paste of 2 MiB fits while another
     * one is still being typed.
     */
    public static final int MAX_PENDING_INPUT = 4 * 1024 * 1024;

    private final PtyMaster master;
    private final Child child;
    private final Input input;
    private final PtyDriver driver;

    Pty(PtyMaster master, Child child, Input input, PtyDriver driver) {
        this.master = master;
        this.child = child;
        this.input = input;
        this.driver = driver;
    }

    /** The program's process id, also after its end. */
    public long pid() {
        return child.pid();
    }

    /**
     * Types these bytes: all of them, after those of earlier calls, or none.
     *
     * @throws InputRefused if the program has ended, or doesn't read and {@link #MAX_PENDING_INPUT} is reached
     */
    public void write(byte[] bytes) throws InputRefused {
        if (bytes.length == 0) {
            return;
        }
        input.offer(bytes);
        Input.Turn turn = input.pump(false);
        boolean leftOver = switch (turn) {
            case DONE, BUSY -> false;
            case MORE, SLOW, STUCK -> true;
        };
        // On the way out the loop waits for this thread to be done before it closes the descriptor.
        if (leftOver || input.isRefusing()) {
            driver.ask(PtyDriver.INPUT);
        }
    }

    /** False if the terminal is closed. */
    public boolean resize(WindowSize size) {
        return master.resize(size);
    }

    /** False if nobody was there to hear it. */
    public boolean signal(Signal signal, Target target) {
        return child.signal(signal, target);
    }

    /** What a terminal does whose line is cut: SIGHUP, and SIGCONT so that a stopped program hears it. */
    public boolean hangUp() {
        boolean heard = signal(Signal.HUP, Target.GROUP);
        signal(Signal.CONT, Target.GROUP);
        return heard;
    }

    /** SIGKILL to the group. */
    public boolean kill() {
        return signal(Signal.KILL, Target.GROUP);
    }

    /**
     * Makes {@link PtyListener#onWake()} be called soon, once for any number of calls before it. Works after the program's
     * end, too. False if the host has been closed: nobody will answer.
     */
    public boolean wake() {
        return driver.ask(PtyDriver.WAKE);
    }

    /**
     * Gives the terminal up: kills the group, drops input and output, closes the terminal. Does not wait for
     * {@link PtyListener#onExit}, which comes when the program has been reaped.
     */
    @Override
    public void close() {
        driver.ask(PtyDriver.CLOSE);
    }
}
