package dev.coop.core.pty;

import java.util.List;
import java.util.Locale;

/** A signal of this system, 1 to {@value #MAX}. */
public record Signal(int number) {
    /** The last real-time signal of Linux. */
    public static final int MAX = 64;

    public static final Signal HUP = new Signal(1);
    public static final Signal INT = new Signal(2);
    public static final Signal QUIT = new Signal(3);
    public static final Signal KILL = new Signal(9);
    static final Signal USR1 = new Signal(10);
    static final Signal USR2 = new Signal(12);
    public static final Signal TERM = new Signal(15);
    static final Signal CHLD = new Signal(17);
    public static final Signal CONT = new Signal(18);
    public static final Signal STOP = new Signal(19);
    static final Signal TSTP = new Signal(20);
    public static final Signal WINCH = new Signal(28);

    /** By number from 1: signal(7), the numbers that x86 and ARM share. */
    private static final List<String> NAMES =
            List.of(("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP"
                            + " TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
                    .split(" "));

    /** What clients may send, in ascending order. */
    public static final List<Signal> SENDABLE =
            List.of(HUP, INT, QUIT, KILL, USR1, USR2, TERM, CONT, STOP, TSTP, WINCH);

    public Signal {
        if (number < 1 || number > MAX) {
            throw new UnknownSignalException(Integer.toString(number));
        }
    }

    /**
     * Reads the name or number of a signal that clients may send: {@code SIGTERM}, {@code term} or {@code 15}. Those are
     * {@link #SENDABLE}; the others are left to the kernel and to runtimes that use them for their own ends.
     */
    public static Signal parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        for (Signal signal : SENDABLE) {
            if (name.equals(signal.shortName()) || upper.equals(Integer.toString(signal.number))) {
                return signal;
            }
        }
        throw new UnknownSignalException(text);
    }

    /** {@code SIGTERM}; {@code SIG40} for a signal without a name. */
    public String name() {
        return "SIG" + shortName();
    }

    private String shortName() {
        return number <= NAMES.size() ? NAMES.get(number - 1) : Integer.toString(number);
    }

    @Override
    public String toString() {
        return name();
    }
}
