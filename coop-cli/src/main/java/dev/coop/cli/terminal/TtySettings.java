package dev.coop.cli.terminal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The settings of a terminal: Linux's {@code struct termios}, with the numbers that x86 and ARM share. */
final class TtySettings {
    /** Four words of flags, one byte of line discipline, 19 control characters. */
    static final int BYTES = 36;

    private static final int INPUT_FLAGS = 0;
    private static final int OUTPUT_FLAGS = 4;
    private static final int CONTROL_FLAGS = 8;
    private static final int LOCAL_FLAGS = 12;
    private static final int CHARACTERS = 17;

    /** IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON. */
    private static final int INPUT_CHANGES = 0x0001 | 0x0002 | 0x0008 | 0x0020 | 0x0040 | 0x0080 | 0x0100 | 0x0400;

    private static final int OPOST = 0x0001;
    /** ISIG, ICANON, ECHO, ECHONL, IEXTEN. */
    private static final int LOCAL_ACTIONS = 0x0001 | 0x0002 | 0x0008 | 0x0040 | 0x8000;

    private static final int CSIZE_AND_PARENB = 0x0030 | 0x0100;
    private static final int CS8 = 0x0030;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    private final byte[] termios;

    /** Keeps the array, which nobody may change any more. */
    TtySettings(byte[] termios) {
        if (termios.length != BYTES) {
            throw new IllegalArgumentException("termios: has " + termios.length + " bytes, not " + BYTES);
        }
        this.termios = termios;
    }

    byte[] termios() {
        return termios.clone();
    }

    /** The same, but every byte passes as it is, at once, both ways: what cfmakeraw(3) does. */
    TtySettings raw() {
        ByteBuffer raw = ByteBuffer.wrap(termios.clone()).order(ByteOrder.nativeOrder());
        clear(raw, INPUT_FLAGS, INPUT_CHANGES);
        clear(raw, OUTPUT_FLAGS, OPOST);
        clear(raw, LOCAL_FLAGS, LOCAL_ACTIONS);
        clear(raw, CONTROL_FLAGS, CSIZE_AND_PARENB);
        raw.putInt(CONTROL_FLAGS, raw.getInt(CONTROL_FLAGS) | CS8);
        raw.put(CHARACTERS + VMIN, (byte) 1);
        raw.put(CHARACTERS + VTIME, (byte) 0);
        return new TtySettings(raw.array());
    }

    private static void clear(ByteBuffer termios, int flags, int bits) {
        termios.putInt(flags, termios.getInt(flags) & ~bits);
    }
}
