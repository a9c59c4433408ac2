package dev.coop.core.vt;

import java.io.IOException;
import java.util.List;

/** Somebody else's terminal, to be shown the same output. */
interface OtherTerminal extends AutoCloseable {
    /** Its screen for each output, in order; every one begins on a fresh terminal. */
    List<Shown> show(List<Output> outputs) throws IOException;

    /** Ours, as far as the other can tell what is on its own. */
    Shown comparable(Shown ours);

    @Override
    void close() throws IOException;
}
