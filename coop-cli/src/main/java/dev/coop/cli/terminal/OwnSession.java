package dev.coop.cli.terminal;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Takes a process out of its parent's session, by setsid(2): what happens to that one's terminal is then no news to it. */
public final class OwnSession {
    private static final Linker LINKER = Linker.nativeLinker();

    private OwnSession() {}

    /** The process leads a session without a terminal from now on; one that leads a group already stays where it is. */
    public static void begin() {
        MethodHandle setsid =
                LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("setsid"), FunctionDescriptor.of(JAVA_INT));
        try {
            int ignored = (int) setsid.invokeExact();
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new IllegalStateException("a downcall throws only what the virtual machine throws", undeclared);
        }
    }
}
