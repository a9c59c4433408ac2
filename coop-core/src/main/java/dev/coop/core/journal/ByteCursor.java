package dev.coop.core.journal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A reader's place in a {@link ByteJournal}: a position and one wake bit.
 *
 * <p>Used by one thread at a time; only {@link #close()} may come from any. To be closed when done: one that has waited
 * stays known to the journal until then. A cursor that nobody reads costs its journal nothing. Reading never waits; to
 * wait there are {@link #await(Duration)} for threads and {@link #onReady(Runnable)} for event loops.
 */
public final class ByteCursor implements AutoCloseable {
    private static final Read NOTHING_YET = new Read.NothingYet();
    private static final Read END = new Read.End();

    private final ByteJournal journal;
    private final WakeBit wakeBit;
    private final BooleanSupplier ready = this::ready;
    private long position;
    private Read.Data lastData = new Read.Data(0);

    ByteCursor(ByteJournal journal, WakeBit wakeBit, long position) {
        this.journal = journal;
        this.wakeBit = wakeBit;
        this.position = position;
    }

    /** The offset of the next byte to read. */
    public long position() {
        return position;
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

    /**
     * Parks the calling thread, virtual or not, until {@link #read} has something to say: data, a gap or the end.
     *
     * @return false when the time was over first
     */
    public boolean await(Duration timeout) throws InterruptedException {
        var something = wakeBit.await(ready, TimeUnit.NANOSECONDS.convert(timeout));
        requireOpen();
        return something;
    }

    /** Parks the calling thread until {@link #read} has something to say. */
    public void await() throws InterruptedException {
        wakeBit.await(ready, Long.MAX_VALUE);
        requireOpen();
    }

    /**
     * Has {@code wake} called once when {@link #read} has something to say, however much is appended meanwhile. To be
     * called again, ask again. It is called by the thread that appends, so it has to be quick and must not wait.
     *
     * @return false when there is something already: then {@code wake} is not called
     */
    public boolean onReady(Runnable wake) {
        requireOpen();
        return wakeBit.onReady(ready, wake);
    }

    /**
     * Gives the cursor up. A thread that waits on it is woken and fails; a callback asked for is not called any more.
     */
    @Override
    public void close() {
        wakeBit.retire();
    }

    private boolean ready() {
        return journal.end() > position || journal.closed() || wakeBit.retired();
    }

    private void requireOpen() {
        if (wakeBit.retired()) {
            throw new IllegalStateException("the cursor is closed");
        }
    }
}
