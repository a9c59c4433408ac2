package dev.coop.core.pty;

/** The first process of a container: it gets all orphans, and when it ends, the kernel ends the others. */
public final class FirstProcess {
    private static final long NUMBER = 1;

    private FirstProcess() {}

    public static boolean isThis() {
        return ProcessHandle.current().pid() == NUMBER;
    }
}
