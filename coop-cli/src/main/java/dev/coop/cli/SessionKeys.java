package dev.coop.cli;

import dev.coop.cli.terminal.HotKey;
import dev.coop.cli.terminal.Keyboard;
import dev.coop.core.pty.InputRefused;
import dev.coop.core.session.Session;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Passes what the user types to the program; Ctrl+] ends that. */
record SessionKeys(Session session, Ending ending) implements Keyboard.Listener {
    /** How long to let a program read that does not keep up with a paste, before offering the rest again. */
    private static final Duration FULL_PAUSE = Duration.ofMillis(5);

    @Override
    public void typed(byte[] bytes) {
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

    @Override
    public void pressed(HotKey key) {
        switch (key) {
            case LEAVE -> ending.request();
            case REDRAW -> throw new IllegalStateException("nobody asked for this key: " + key);
        }
    }

    @Override
    public void gone() {
        ending.lost();
    }
}
