package dev.coop.core.pty;

/** How a program ended: {@code exit 137} and {@code kill -9} are different things. */
public sealed interface ExitStatus {
    /** It returned a code between 0 and 255. */
    record Exited(int code) implements ExitStatus {
        public Exited {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("code: " + code + " is not between 0 and 255");
            }
        }
    }

    /** A signal ended it; {@code core} says whether it left a core dump. */
    record Signaled(Signal signal, boolean core) implements ExitStatus {}

    /** Nobody can know: the status was collected by other code of this process, or the host was closed before the end. */
    record Lost(String reason) implements ExitStatus {}

    /** The number a shell would show: the code, or 128 and the signal; 255 where the status was lost. */
    default int shellCode() {
        return switch (this) {
            case Exited(int code) -> code;
            case Signaled(Signal signal, boolean _) -> 128 + signal.number();
            case Lost(String _) -> 255;
        };
    }
}
