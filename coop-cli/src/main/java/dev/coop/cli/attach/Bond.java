package dev.coop.cli.attach;

import java.util.Optional;

/** What who is attached has to do with the host, beyond looking in. */
interface Bond {
    /**
     * He was asked to end.
     *
     * @param again whether that counts if he was asked before: a window that was closed is noticed in several ways
     * @return whether the host was asked instead; its end will be his
     */
    boolean passOn(boolean again);

    /** Who says on stderr what went wrong. */
    String speaker();

    /** Whether the host was asked to end. */
    boolean wasAsked();

    /** Why there is no use in connecting again. */
    Optional<String> over();

    /** What to end with after the program has ended. */
    int code(HostEvent.Exited exit);

    /** The code of a host that has ended in order before it could be said how the program did. */
    Optional<Integer> orderlyCode();
}
