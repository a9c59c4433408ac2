package dev.coop.core.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A reader's place in a journal, as far as waiting is concerned: one wake bit.
 *
 * <p>Used by one thread at a time; only {@link #close()} may come from any. To be closed when done: one that has waited
 * stays known to the journal until then. Reading never waits; to wait there are {@link #await(Duration)} for threads and
 * {@link #onReady(Runnable)} for event loops.
 */
public abstract sealed class JournalCursor implements AutoCloseable permits ByteCursor, EventCursor {
    private final WakeBit wakeBit;
    private final BooleanSupplier ready = this::ready;

    JournalCursor(WakeBit wakeBit) {
        this.wakeBit = wakeBit;
    }

    /** A read would have something to say. */
    abstract boolean hasSomething();

    /**
     * Parks the calling thread, virtual or not, until a read has something to say: data, a gap or the end. It may also
     * return while events are still being fetched from a log; then a read says so, and one waits again.
     *
     * @return false when the time was over first
     */
    public final boolean await(Duration timeout) throws InterruptedException {
        var something = wakeBit.await(ready, TimeUnit.NANOSECONDS.convert(timeout));
        requireOpen();
        return something;
    }

    /** As {@link #await(Duration)}, without a limit. */
    public final void await() throws InterruptedException {
        wakeBit.await(ready, Long.MAX_VALUE);
        requireOpen();
    }

    /**
     * Has {@code wake} called once when a read has something to say, however much is appended meanwhile. To be called
     * again, ask again. It is called by a thread of the journal or one that appends, so it has to be quick and must not
     * wait.
     *
     * @return false when there is something already: then {@code wake} is not called
     */
    public final boolean onReady(Runnable wake) {
        requireOpen();
        return wakeBit.onReady(ready, wake);
    }

    /** Gives the cursor up. A thread that waits on it is woken and fails; a callback asked for is not called any more. */
    @Override
    public final void close() {
        wakeBit.retire();
    }

    final void wake() {
        wakeBit.wake();
    }

    final void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("the cursor is closed");
        }
    }

    private boolean ready() {
        return hasSomething() || isClosed();
    }

    private boolean isClosed() {
        return wakeBit.retired();
    }
}
