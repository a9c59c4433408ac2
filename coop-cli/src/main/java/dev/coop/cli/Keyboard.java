package dev.coop.cli;

import dev.coop.core.pty.InputRefused;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Passes what the user types to the program, byte for byte, except for Ctrl+]: that leaves. */
final class Keyboard implements Runnable {
    /** Ctrl+]. */
    static final byte LEAVE = 0x1d;

    /** Bytes; a paste comes in blocks of at most the kernel's 4096. */
    private static final int BLOCK = 4096;

    /** How long to let a program read that does not keep up with a paste, before offering the rest again. */
    private static final Duration FULL_PAUSE = Duration.ofMillis(5);

    private final InputStream keys;
    private final Session session;
    private final Ending ending;
    private boolean left;

    Keyboard(InputStream keys, Session session, Ending ending) {
        this.keys = keys;
        this.session = session;
        this.ending = ending;
    }

    @Override
    public void run() {
        byte[] block = new byte[BLOCK];
        try {
            for (int count = keys.read(block); count > 0; count = keys.read(block)) {
                take(Arrays.copyOf(block, count));
            }
            ending.lost();
        } catch (IOException closed) {
            ending.lost();
        }
    }

    private void take(byte[] typed) {
        int end = indexOfLeave(typed);
        if (!left && end > 0) {
            type(Arrays.copyOf(typed, end));
        }
        if (end < typed.length) {
            left = true;
            ending.request();
        }
    }

    private static int indexOfLeave(byte[] typed) {
        int index = 0;
        while (index < typed.length && typed[index] != LEAVE) {
            index++;
        }
        return index;
    }

    private void type(byte[] bytes) {
        while (true) {
            try {
                session.write(bytes);
                return;
            } catch (InputRefused refused) {
                switch (refused.reason()) {
                    case ENDED, NOT_STARTED -> {
                        return;
                    }
                    case FULL -> LockSupport.parkNanos(FULL_PAUSE.toNanos());
                }
            }
        }
    }
}
