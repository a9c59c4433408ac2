package dev.coop.core.journal;

/** What a read of a {@link ByteCursor} found. */
public sealed interface Read {
    /** {@code count} bytes, at least one, were copied and the position moved behind them. */
    record Data(int count) implements Read {}

    /**
     * The bytes from offset {@code from} up to, but not including, {@code to} were overwritten before they were
     * read. The position is now {@code to}, the oldest byte held.
     */
    record Gap(long from, long to) implements Read {}

    /** Everything appended so far has been read; more may come. */
    record NothingYet() implements Read {}

    /** Everything has been read and the journal is closed: no byte will follow. */
    record End() implements Read {}
}
