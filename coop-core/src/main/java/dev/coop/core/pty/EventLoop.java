package dev.coop.core.pty;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread with one epoll, and the terminals that it serves: each in turn, none for longer than its turn.
 *
 * <p>The wait's timeout is the only timer. Without a retry or a grace period pending it is infinite: idle sessions wake
 * nobody.
 */
final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** How long closing waits for the killed children. Only one stuck inside the kernel takes longer. */
    private static final long CLOSING_NANOS = 5_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Epoll epoll = new Epoll();
    private final ReadBuffer buffer = new ReadBuffer();
    private final Queue<PtyDriver> asking = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final long origin = System.nanoTime();
    private final Thread thread;
    private volatile int load;
    private volatile boolean closing;
    private volatile boolean ended;

    // The loop's thread only.
    private final Slots slots = new Slots();
    private final Schedule schedule = new Schedule();
    private final Deque<PtyDriver> answering = new ArrayDeque<>();
    private long closingEndsAt = Schedule.NEVER;

    EventLoop(String name) {
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends every session, and the thread soon after. */
    void close() {
        closing = true;
        epoll.wakeUp();
    }

    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** Of a loop that was never started. */
    void discard() {
        epoll.close();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    boolean isCurrentThread() {
        return Thread.currentThread().equals(thread);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Sessions served. */
    int load() {
        return load;
    }

    /** Nanoseconds since the loop was made. */
    long now() {
        return System.nanoTime() - origin;
    }

    ReadBuffer buffer() {
        return buffer;
    }

    /** Any thread: lets the driver answer what it was asked. False if the loop has ended. */
    boolean enqueue(PtyDriver driver) {
        asking.add(driver);
        if (ended) {
            // Still in the queue means that the last round has missed it.
            return !asking.remove(driver);
        }
        if (!isCurrentThread() && woken.compareAndSet(false, true)) {
            epoll.wakeUp();
        }
        return true;
    }

    /** Takes a driver in. Zero, or the negative error number. */
    int watch(PtyDriver driver) {
        if (closing || ended) {
            return -Errno.ESHUTDOWN;
        }
        int slot = slots.take(driver);
        int error = epoll.add(driver.pidfd(), Epoll.IN, pidfdKey(slot));
        if (error == 0) {
            error = epoll.add(driver.masterFd(), Epoll.IN, masterKey(slot));
            if (error != 0) {
                epoll.remove(driver.pidfd());
            }
        }
        if (error == 0) {
            driver.slot(slot);
        } else {
            slots.free(slot);
        }
        load = slots.size();
        return error;
    }

    /** Changes how the driver's terminal is watched. */
    void watchMaster(PtyDriver driver, int flags) {
        epoll.modify(driver.masterFd(), Epoll.IN | flags, masterKey(driver.slot()));
    }

    void ignore(int fd) {
        epoll.remove(fd);
    }

    void schedule(PtyDriver driver) {
        schedule.update(driver);
    }

    /** The driver has let go of everything. */
    void forget(PtyDriver driver) {
        schedule.remove(driver);
        slots.free(driver.slot());
        load = slots.size();
    }

    private void run() {
        String why = "the host was closed before the program's end";
        try {
            while (!closing) {
                round();
            }
            slots.all().forEach(PtyDriver::abandon);
            closingEndsAt = now() + CLOSING_NANOS;
            while (slots.size() > 0 && now() < closingEndsAt) {
                round();
            }
        } catch (Throwable failure) {
            why = "the terminal loop failed";
            LOG.error("The terminal loop failed; its sessions end", failure);
        } finally {
            ended = true;
            answer();
            for (PtyDriver driver : slots.all()) {
                driver.lose(why);
            }
            epoll.close();
        }
    }

    private void round() {
        int count = epoll.await(timeoutMillis());
        for (int i = 0; i < count; i++) {
            long key = epoll.key(i);
            if (key == Epoll.WAKE_KEY) {
                epoll.wakeUpSeen();
                woken.set(false);
            } else {
                dispatch(key);
            }
        }
        if (schedule.next() != Schedule.NEVER) {
            long now = now();
            if (now >= schedule.next()) {
                schedule.fire(now);
            }
        }
        answer();
    }

    private void dispatch(long key) {
        PtyDriver driver = slots.get((int) (key >> 1));
        if (driver == null) {
            return;
        }
        try {
            if ((key & 1) == 0) {
                driver.onMaster();
            } else {
                driver.onChild();
            }
        } catch (Throwable failure) {
            driver.fail("serving it", failure);
        }
    }

    /** Answers those that asked up to now: an answer may ask again, and the terminals come first then. */
    private void answer() {
        for (PtyDriver driver = asking.poll(); driver != null; driver = asking.poll()) {
            answering.add(driver);
        }
        for (PtyDriver driver = answering.poll(); driver != null; driver = answering.poll()) {
            try {
                driver.answer();
            } catch (Throwable failure) {
                driver.fail("serving it", failure);
            }
        }
    }

    private int timeoutMillis() {
        if (!asking.isEmpty()) {
            return 0;
        }
        long due = Math.min(schedule.next(), closingEndsAt);
        if (due == Schedule.NEVER) {
            return -1;
        }
        long nanos = Math.max(due - now(), 0);
        return (int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    private static long masterKey(int slot) {
        return (long) slot << 1;
    }

    private static long pidfdKey(int slot) {
        return masterKey(slot) | 1;
    }
}
