package dev.coop.cli.log;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines on a thread of its own, so that nobody who has something to say waits for a disk or for a pipe. Who says more
 * than is written loses lines, and the log says how many.
 */
final class LogWriter implements Loggers.Sink, AutoCloseable {
    /** Takes one line's bytes after the other. */
    interface Destination extends AutoCloseable {
        void write(String line) throws IOException;

        @Override
        void close();
    }

    /** Lines; some hundred kilobytes when all of them wait. */
    private static final int MAX_WAITING = 1024;

    /** For what is still to be written at the end; a pipe that nobody reads is not waited for. */
    private static final Duration LAST_LINES_TAKE_AT_MOST = Duration.ofSeconds(1);

    /** No line of a log is empty: this one ends the work. */
    private static final String END = "";

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Destination destination;
    private final Thread thread;

    LogWriter(Destination destination) {
        this.destination = destination;
        this.thread = Thread.ofPlatform().name("coop-log").daemon().start(this::run);
    }

    @Override
    public void take(String line) {
        if (!waiting.offer(line)) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try {
            for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
                write(line);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String line) {
        try {
            long missing = lost.getAndSet(0);
            if (missing > 0) {
                destination.write(
                        "coop: " + missing + " lines were lost here: they came faster than they were written");
            }
            destination.write(line);
        } catch (IOException unwritable) {
            // There is no other place to say so; what is counted as lost is said when writing works again.
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            if (waiting.offer(END)) {
                thread.join(LAST_LINES_TAKE_AT_MOST);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        destination.close();
    }
}
