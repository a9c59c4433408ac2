package dev.coop.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the user types, byte for byte, and finds the keys in it that are for coop.
 *
 * <p>Text that is pasted is text, whatever is in it, where the terminal says that it is pasted (bracketed paste).
 */
public final class Keyboard implements Runnable {
    /** Who gets it. */
    public interface Listener {
        /** Bytes for the program, in order. None come after {@link HotKey#LEAVE}. */
        void typed(byte[] bytes);

        /** A key for coop. */
        void pressed(HotKey key);

        /** The terminal is closed: nothing follows. */
        void gone();
    }

    private enum At {
        GROUND,
        ESCAPE,
        SEQUENCE
    }

    /** Bytes; a paste comes in blocks of at most the kernel's 4096. */
    private static final int BLOCK = 4096;

    /** No key that is looked for has a longer sequence. */
    private static final int MAX_PARAMETERS = 32;

    private static final byte ESC = 0x1b;
    private static final String PASTE_BEGINS = "200";
    private static final String PASTE_ENDS = "201";

    private final InputStream keys;
    private final Set<HotKey> wanted;
    private final Listener listener;
    private final StringBuilder parameters = new StringBuilder();
    private At at = At.GROUND;
    private boolean pasting;
    private boolean left;

    /** @param wanted the keys that are for coop */
    public Keyboard(InputStream keys, Set<HotKey> wanted, Listener listener) {
        this.keys = keys;
        this.wanted = Set.copyOf(wanted);
        this.listener = listener;
    }

    @Override
    public void run() {
        byte[] block = new byte[BLOCK];
        try {
            for (int count = keys.read(block); count > 0; count = keys.read(block)) {
                take(block, count);
            }
            listener.gone();
        } catch (IOException closed) {
            listener.gone();
        }
    }

    private void take(byte[] block, int count) {
        int from = 0;
        // A sequence that began in an earlier block has been passed on as far as it was there.
        int sequence = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == ESC) {
                sequence = i;
            }
            Optional<HotKey> key = next(block[i]);
            if (key.isPresent()) {
                pass(block, from, isControl(block[i]) ? i : sequence);
                from = i + 1;
                left |= key.get() == HotKey.LEAVE;
                listener.pressed(key.get());
            }
        }
        pass(block, from, count);
    }

    private void pass(byte[] block, int from, int to) {
        if (!left && to > from) {
            listener.typed(Arrays.copyOfRange(block, from, to));
        }
    }

    private Optional<HotKey> next(byte b) {
        if (b == ESC) {
            at = At.ESCAPE;
            return Optional.empty();
        }
        if (isControl(b)) {
            at = At.GROUND;
            return pasting ? Optional.empty() : HotKey.of(b, wanted);
        }
        switch (at) {
            case GROUND -> {}
            case ESCAPE -> {
                at = b == '[' ? At.SEQUENCE : At.GROUND;
                parameters.setLength(0);
            }
            case SEQUENCE -> {
                if ((b >= '0' && b <= '?') && parameters.length() < MAX_PARAMETERS) {
                    parameters.append((char) b);
                } else {
                    at = At.GROUND;
                    return sequence(parameters.toString(), b);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<HotKey> sequence(String found, byte last) {
        if (last == '~' && found.equals(PASTE_BEGINS)) {
            pasting = true;
        } else if (last == '~' && found.equals(PASTE_ENDS)) {
            pasting = false;
        } else if (!pasting) {
            return HotKey.of(found, last, wanted);
        }
        return Optional.empty();
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }
}
