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
    public static final Signal TERM = new Signal(15);
    static final Signal CHLD = new Signal(17);
    public static final Signal CONT = new Signal(18);
    public static final Signal STOP = new Signal(19);
    public static final Signal WINCH = new Signal(28);

    /** By number from 1: signal(7), the numbers that x86 and ARM share. */
    private static final List<String> NAMES =
            List.of(("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP"
                            + " TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
                    .split(" "));

    public Signal {
        if (number < 1 || number > MAX) {
            throw new UnknownSignalException(Integer.toString(number));
        }
    }

    /** Reads {@code SIGTERM}, {@code term} or {@code 15}. */
    public static Signal parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        int index = NAMES.indexOf(name);
        if (index >= 0) {
            return new Signal(index + 1);
        }
        if (!name.matches("[0-9]{1,2}")) {
            throw new UnknownSignalException(text);
        }
        int number = Integer.parseInt(name);
        if (number < 1 || number > MAX) {
            throw new UnknownSignalException(text);
        }
        return new Signal(number);
    }

    /** {@code SIGTERM}; {@code SIG40} for a signal without a name. {@link #parse} reads both. */
    public String name() {
        return "SIG" + (number <= NAMES.size() ? NAMES.get(number - 1) : number);
    }

    @Override
    public String toString() {
        return name();
    }
}
