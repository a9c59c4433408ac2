package dev.coop.core.journal;

import java.io.IOException;

/** How the events of one journal are written down. Called from several threads. */
public interface EventCodec<E> {
    /** The event as one JSON object in UTF-8, on one line (JSON strings escape their line breaks). */
    byte[] encode(E event);

    /** The event that {@link #encode} wrote, perhaps in an earlier version of the program. */
    E decode(byte[] json) throws IOException;
}
