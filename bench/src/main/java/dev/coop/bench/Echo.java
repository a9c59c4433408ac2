package dev.coop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.DoubleStream;

/** A byte typed to a program that sends it straight back, and somebody who waits for it. */
@FunctionalInterface
interface Echo {
    /** Says that it is ready, with its terminal in raw mode; then {@code cat} and the kernel are all that is between. */
    static String[] program() {
        return new String[] {"/bin/sh", "-c", "stty raw -echo; printf R; exec cat"};
    }

    /** Types one byte; nanoseconds until it is back. */
    long once() throws Exception;

    /** Microseconds, so many times. */
    default Samples times(int count) throws Exception {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            micros[i] = once() / 1e3;
        }
        return Samples.of(DoubleStream.of(micros));
    }

    static Echo raw(RawPty pty) throws IOException {
        MemorySegment key = Arena.global().allocate(JAVA_BYTE);
        MemorySegment back = Arena.global().allocate(EngineFigure.BLOCK_BYTES);
        readByte(pty, back);
        return () -> {
            long begin = System.nanoTime();
            pty.write(key, 1);
            readByte(pty, back);
            return System.nanoTime() - begin;
        };
    }

    /** Until the byte is in the journal: the clock is read by the thread that put it there, when it wakes subscribers. */
    static Echo atJournal(Session session) throws Exception {
        ByteCursor cursor = ready(session);
        byte[] key = {'x'};
        BlockingQueue<Long> arrival = new ArrayBlockingQueue<>(1);
        return () -> {
            if (!cursor.onReady(() -> arrival.add(System.nanoTime()))) {
                throw new IOException("something came without having been typed");
            }
            long begin = System.nanoTime();
            session.write(key);
            long nanos = arrival.take() - begin;
            readByte(cursor);
            return nanos;
        };
    }

    /** Until a reader that slept on a cursor has the byte. */
    static Echo atCursor(Session session) throws Exception {
        ByteCursor cursor = ready(session);
        byte[] key = {'x'};
        return () -> {
            long begin = System.nanoTime();
            session.write(key);
            cursor.await();
            readByte(cursor);
            return System.nanoTime() - begin;
        };
    }

    private static void readByte(RawPty pty, MemorySegment into) throws IOException {
        long length = pty.read(into);
        if (length != 1) {
            throw new IOException("one byte was expected to come back, not " + length);
        }
    }

    private static void readByte(ByteCursor cursor) throws IOException {
        Read read = cursor.read(new byte[2], 0, 2);
        if (!(read instanceof Read.Data(int count)) || count != 1) {
            throw new IOException("one byte was expected to come back, not " + read);
        }
    }

    /** A cursor behind the word that the program is ready. */
    private static ByteCursor ready(Session session) throws Exception {
        ByteCursor cursor = session.output().cursor(0);
        cursor.await();
        readByte(cursor);
        return cursor;
    }
}
