package dev.coop.core.vt;

/**
 * A terminal's state as the escape sequences that rebuild it in another, fresh terminal of the same size: both screens,
 * saved cursors, tab stops, margins, modes, title, pen and cursor. The history is not part of it.
 *
 * @param sequences what to feed, as UTF-8
 * @param offset the output that follows: the first byte that the dump does not represent
 */
public record Dump(String sequences, long offset) {}
