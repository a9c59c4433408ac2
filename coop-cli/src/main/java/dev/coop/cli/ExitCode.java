package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.ExitStatus.Signaled;
import dev.coop.core.pty.Signal;

/** Which code coop ends with. {@code --help} and the README have the same table. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int START_FAILURE = 1;
    /** What was asked of a host that runs was not done. */
    public static final int FAILURE = 1;

    public static final int USAGE = 2;
    /** {@code coop wait} waited in vain; the code that timeout(1) has for it. */
    public static final int TIMED_OUT = 124;
    /** A second signal: the program was killed at once. */
    static final int FORCED = 130;
    /** The program did not end when it was hung up, and was killed. */
    static final int OVERDUE = 137;

    private ExitCode() {}

    static int of(ExitStatus status, Ending.Stage stage) {
        return switch (stage) {
            case NOT_ASKED -> status.shellCode();
            case HUNG_UP ->
                status instanceof Signaled(Signal signal, boolean _) && signal.equals(Signal.HUP)
                        ? OK
                        : status.shellCode();
            case OVERDUE -> OVERDUE;
            case FORCED -> FORCED;
        };
    }
}
