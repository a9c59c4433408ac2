package dev.coop.core.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A listener that keeps everything, and lets a test wait for a fact, with a deadline. */
class Ear implements PtyListener {
    /** Long enough for a machine that is busy with other things; a test that passes never waits for it. */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final long LOOK_AGAIN_MILLIS = 5;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private @Nullable ExitStatus status;
    private int exits;
    private int wakes;
    private boolean outputAfterExit;

    @Override
    public synchronized void onOutput(byte[] block, int length) {
        outputAfterExit |= exits > 0;
        output.write(block, 0, length);
        notifyAll();
    }

    @Override
    public synchronized void onWake() {
        wakes++;
        notifyAll();
    }

    @Override
    public synchronized void onExit(ExitStatus last) {
        status = last;
        exits++;
        notifyAll();
    }

    /** What came so far, with plain line ends. */
    synchronized String text() {
        return output.toString(UTF_8).replace("\r\n", "\n");
    }

    synchronized byte[] bytes() {
        return output.toByteArray();
    }

    synchronized int length() {
        return output.size();
    }

    synchronized int exits() {
        return exits;
    }

    synchronized int wakes() {
        return wakes;
    }

    synchronized boolean hasEnded() {
        return exits > 0;
    }

    synchronized boolean heardOutputAfterExit() {
        return outputAfterExit;
    }

    /** Waits for the program's end, and returns how it ended. */
    ExitStatus awaitExit() {
        await("the exit", this::hasEnded);
        synchronized (this) {
            if (status == null) {
                throw new AssertionError("an exit without a status");
            }
            return status;
        }
    }

    /** Waits until the output contains this. */
    Ear awaitText(String part) {
        await("'" + part + "'", () -> text().contains(part));
        return this;
    }

    synchronized void await(String fact, BooleanSupplier known) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!known.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + fact + "; exits " + exits + ", status " + status
                        + ", output: " + text());
            }
            try {
                // Not every fact is told to this listener.
                wait(Math.min(left, LOOK_AGAIN_MILLIS));
            } catch (InterruptedException interrupted) {
                throw new AssertionError("interrupted", interrupted);
            }
        }
    }
}
