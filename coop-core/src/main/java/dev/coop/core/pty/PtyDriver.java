package dev.coop.core.pty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal and its child as their loop handles them: reads, retries input, notices the end, lets go.
 *
 * <p>Other threads {@link #ask}; everything else belongs to the loop's thread. On the way out each step is done once: the
 * child is reaped, the terminal closed (in whichever order these two come), then the listener hears the status.
 */
final class PtyDriver {
    private static final Logger LOG = LoggerFactory.getLogger(PtyDriver.class);

    /** What can be {@link #ask asked}. */
    static final int START = 1;

    static final int WAKE = 2;
    static final int INPUT = 4;
    static final int CLOSE = 8;

    /** Bytes read from one terminal before the others have their turn: about 1 ms of a flood. */
    private static final int TURN_BYTES = 64 * 1024;

    /** Bytes; more than the kernel holds for a reader (64 KiB and a page). After as many, all that the child wrote was heard. */
    private static final int KERNEL_HOLDS_BYTES = 128 * 1024;

    /** How long descendants that keep the terminal open are still heard after the child's end. */
    private static final long EXIT_GRACE_NANOS = 200_000_000;

    private final EventLoop loop;
    private final PtyMaster master;
    private final Child child;
    private final Input input;
    private final PtyListener listener;
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Integer> started = new CompletableFuture<>();

    private final Retry retry = new Retry();
    private int slot;
    private long graceEndsAt = Schedule.NEVER;
    private boolean watchesEdges;
    private boolean leaving;
    private boolean closed;
    private boolean gone;
    private @Nullable ExitStatus status;

    PtyDriver(EventLoop loop, PtyMaster master, Child child, Input input, PtyListener listener) {
        this.loop = loop;
        this.master = master;
        this.child = child;
        this.input = input;
        this.listener = listener;
    }

    /** Leaves a word for the loop, once however often it is said. False if the loop has ended and won't answer. */
    boolean ask(int what) {
        int before = asked.getAndAccumulate(what, (a, b) -> a | b);
        return before == 0 ? loop.enqueue(this) : !loop.hasEnded();
    }

    /** Zero, or the negative error number, once the loop has answered {@link #START}. */
    int awaitStart() {
        return started.join();
    }

    void answer() {
        int what = asked.getAndSet(0);
        if ((what & START) != 0) {
            start();
        }
        if ((what & WAKE) != 0) {
            tellWake();
        }
        if ((what & CLOSE) != 0) {
            abandon();
        }
        if ((what & INPUT) != 0) {
            if (leaving) {
                leave();
            } else {
                type();
            }
        }
    }

    private void start() {
        int error = -Errno.ENOMEM;
        try {
            error = loop.watch(this);
        } finally {
            // Whatever happened, somebody waits for the answer.
            started.complete(error);
        }
    }

    /** The loop's number for this driver. */
    int slot() {
        return slot;
    }

    void slot(int given) {
        slot = given;
    }

    int masterFd() {
        return master.fd();
    }

    int pidfd() {
        return child.pidfd();
    }

    /** The terminal has output, or nobody has it open. */
    void onMaster() {
        if (!leaving) {
            read(TURN_BYTES, false);
            if (!leaving && input.isWaiting()) {
                // A program that writes may have read as well.
                type();
            }
        }
    }

    /** The child has ended. */
    void onChild() {
        if (status != null) {
            return;
        }
        status = child.reap();
        if (status == null) {
            return;
        }
        loop.ignore(child.pidfd());
        input.refuse();
        if (!leaving) {
            graceEndsAt = loop.now() + EXIT_GRACE_NANOS;
            read(KERNEL_HOLDS_BYTES, true);
            loop.schedule(this);
        } else {
            leave();
        }
    }

    long dueAt() {
        return Math.min(retry.at(), graceEndsAt);
    }

    void onDue(long now) {
        if (now >= retry.at()) {
            type();
        }
        if (now >= graceEndsAt) {
            read(KERNEL_HOLDS_BYTES, true);
            leave();
        }
    }

    /** Gives the terminal up: its group is killed and what it still says is not heard. */
    void abandon() {
        if (!gone) {
            child.signal(Signal.KILL, Target.GROUP);
            leave();
        }
    }

    /** The loop ends without having seen the child's end. */
    void lose(String reason) {
        abandon();
        if (status == null) {
            status = new ExitStatus.Lost(reason);
        }
        while (!gone) {
            // A writer that is in the middle of a system call which doesn't block.
            Thread.onSpinWait();
            leave();
        }
    }

    private void read(int limit, boolean untilEmpty) {
        int total = 0;
        int count;
        do {
            count = loop.buffer().read(master.fd());
            if (count == 0 || count == -Errno.EIO) {
                nobodyHasItOpen();
                return;
            }
            if (watchesEdges) {
                watchesEdges = false;
                loop.watchMaster(this, 0);
            }
            if (count > 0) {
                total += count;
                tellOutput(count);
                if ((asked.get() & WAKE) != 0) {
                    asked.getAndUpdate(a -> a & ~WAKE);
                    tellWake();
                }
            }
        } while (!leaving && total < limit && (untilEmpty ? count > 0 : count >= ReadBuffer.FULL));
    }

    private void nobodyHasItOpen() {
        if (status != null) {
            leave();
        } else if (!watchesEdges) {
            // The program has closed its terminal, but may open it again by name. A lasting state would be told for
            // ever.
            watchesEdges = true;
            loop.watchMaster(this, Epoll.EDGE);
        }
    }

    private void type() {
        retry.plan(input.pump(true), loop.now());
        loop.schedule(this);
    }

    private void leave() {
        leaving = true;
        retry.cancel();
        graceEndsAt = Schedule.NEVER;
        loop.schedule(this);
        if (!closed && input.close()) {
            closed = true;
            loop.ignore(master.fd());
            master.close();
        }
        if (closed && status != null && !gone) {
            gone = true;
            child.release();
            loop.forget(this);
            tellExit(status);
        }
    }

    private void tellOutput(int length) {
        try {
            listener.onOutput(loop.buffer().block, length);
        } catch (Throwable failure) {
            fail("hearing its output", failure);
        }
    }

    private void tellWake() {
        try {
            listener.onWake();
        } catch (Throwable failure) {
            fail("answering a wake-up", failure);
        }
    }

    private void tellExit(ExitStatus last) {
        try {
            listener.onExit(last);
        } catch (Throwable failure) {
            fail("hearing its exit", failure);
        }
    }

    /** Ends the session. Whatever it was, it must not end the loop, which has other sessions. */
    void fail(String what, Throwable failure) {
        LOG.error("The session of process {} ends: {} failed", child.pid(), what, failure);
        abandon();
    }
}
