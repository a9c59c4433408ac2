package dev.coop.core.journal;

import java.util.Objects;

/** A reader's place in a {@link ByteJournal}: a position. One that nobody reads costs its journal nothing. */
public final class ByteCursor extends JournalCursor {
    private static final Read NOTHING_YET = new Read.NothingYet();
    private static final Read END = new Read.End();

    private final ByteJournal journal;
    private long position;
    private Read.Data lastData = new Read.Data(0);

    ByteCursor(ByteJournal journal, WakeBit wakeBit, long position) {
        super(wakeBit);
        this.journal = journal;
        this.position = position;
    }

    /** The offset of the next byte to read. */
    public long position() {
        return position;
    }

    /**
     * Goes on from another offset. If that byte is no longer held, the next read is the gap.
     *
     * @param offset 0 to {@link ByteJournal#end()}
     */
    public void moveTo(long offset) {
        journal.requireInside(offset);
        position = offset;
    }

    /** Copies up to {@code length} bytes, at least 1, into {@code target} from index {@code from} on. */
    public Read read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            throw new IllegalArgumentException("a read needs room for at least one byte");
        }
        requireOpen();
        // Before the copy: if the journal is closed here, the end that the copy sees is the last.
        var last = journal.closed();
        var count = journal.copy(position, target, from, length);
        if (count < 0) {
            var gap = new Read.Gap(position, journal.start());
            position = gap.to();
            return gap;
        }
        if (count == 0) {
            return last ? END : NOTHING_YET;
        }
        position += count;
        return data(count);
    }

    /**
     * A reader that keeps up at full speed fills the same buffer over and over: its result need not be allocated again.
     */
    private Read data(int count) {
        if (lastData.count() != count) {
            lastData = new Read.Data(count);
        }
        return lastData;
    }

    @Override
    boolean hasSomething() {
        return journal.end() > position || journal.closed();
    }
}
