package dev.coop.cli.attach;

import dev.coop.cli.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user types, on its way to the host: one message at a time, the next when that one was taken. So nothing is
 * typed out of order where the program reads slower than a paste comes, and nothing twice.
 *
 * <p>What is typed before the first connection stands waits for it. What was under way when a connection broke, and what is
 * typed until the next, is gone: typed a minute later it would answer another question.
 */
final class Outbox {
    /** Takes what is typed. */
    interface Way {
        void type(byte[] bytes) throws WireException;
    }

    /** Bytes; a paste of more than this, that nobody reads, is a mistake. */
    static final int MAX_WAITING = 4 << 20;

    /** Bytes of one message. */
    private static final int MAX_PIECE = 32 << 10;

    /** How long to let a program read that does not keep up, before offering the rest again. */
    static final Duration PAUSE = Duration.ofMillis(20);

    private static final String FULL = "OVERLOADED";

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private @Nullable Way way;
    private boolean lost;
    private byte[] underWay = new byte[0];
    private boolean again;
    private @Nullable Runnable whenEmpty;

    /** Returns false when there is too much already: none of it will be typed. */
    synchronized boolean offer(byte[] typed) {
        if (lost || waiting.size() + typed.length > MAX_WAITING) {
            return false;
        }
        waiting.writeBytes(typed);
        next();
        return true;
    }

    synchronized void connected(Way connection) {
        way = connection;
        lost = false;
        next();
    }

    synchronized void disconnected() {
        if (way != null) {
            way = null;
            lost = true;
            forget();
        }
    }

    /** What was under way has been taken. */
    synchronized void taken() {
        underWay = new byte[0];
        next();
        tellIfEmpty();
    }

    /** It has not. */
    synchronized void refused(String code) {
        if (code.equals(FULL)) {
            again = true;
        } else {
            // The program has ended, or another one begins: nothing of this was meant for that.
            forget();
        }
    }

    /** When {@link #retry} is to be called; empty when nothing was refused. */
    synchronized Optional<Duration> retryIn() {
        return again ? Optional.of(PAUSE) : Optional.empty();
    }

    synchronized void retry() {
        if (again) {
            again = false;
            send();
        }
    }

    /** Calls this once: when all that was typed so far has been taken, or is gone. */
    synchronized void whenEmpty(Runnable action) {
        whenEmpty = action;
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (whenEmpty != null && underWay.length == 0 && waiting.size() == 0) {
            Runnable action = whenEmpty;
            whenEmpty = null;
            action.run();
        }
    }

    private void forget() {
        waiting.reset();
        underWay = new byte[0];
        again = false;
        tellIfEmpty();
    }

    private void next() {
        if (way != null && underWay.length == 0 && waiting.size() > 0) {
            byte[] all = waiting.toByteArray();
            int count = Math.min(all.length, MAX_PIECE);
            underWay = Arrays.copyOf(all, count);
            waiting.reset();
            waiting.write(all, count, all.length - count);
            send();
        }
    }

    private void send() {
        if (way == null) {
            return;
        }
        try {
            way.type(underWay);
        } catch (WireException lost) {
            // Whoever receives notices too, and connects anew.
            forget();
        }
    }
}
