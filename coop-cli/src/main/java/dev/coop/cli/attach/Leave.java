package dev.coop.cli.attach;

/**
 * Why the user is no longer attached, although the session goes on.
 *
 * @param code to end with
 * @param detached on purpose, by Ctrl+]
 */
record Leave(int code, boolean detached) {
    private static final int SIGNALED = 128;

    static Leave byKey() {
        return new Leave(0, true);
    }

    /** As a shell has it of a program that a signal ended. */
    static Leave bySignal(int number) {
        return new Leave(SIGNALED + number, false);
    }
}
