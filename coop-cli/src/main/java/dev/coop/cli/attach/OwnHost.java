package dev.coop.cli.attach;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A host that was started for who is attached to it, and lives as long as its program, also when he has left. */
public interface OwnHost {
    /** The signals that are for the host. */
    List<String> PASSED_ON = List.of("TERM", "INT", "HUP");

    /** Asks it to end; asked again, it ends at once. */
    void terminate();

    boolean hasEnded();

    /**
     * The program's end was seen to the last byte, so the host may go, too. Waits for that.
     *
     * @param programs exit code
     * @return what to end with
     */
    int codeAfter(int programs);

    /** Of one that has ended: its exit code, if it came to its end in order. */
    Optional<Integer> orderlyCode();

    /** Of one that did not: what became of it. */
    String lastWords();

    /** Has the action called with its exit code when it has ended. */
    void whenEnded(IntConsumer action);
}
