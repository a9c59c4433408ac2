package dev.coop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A bare terminal whose program floods it, with a thread that reads all the time and looks for one letter. */
final class FloodedPty implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;

    private final RawPty pty;
    private final MemorySegment key = Arena.ofAuto().allocate(JAVA_BYTE);
    private final BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(1);
    private volatile byte wanted;

    private FloodedPty(RawPty pty) {
        this.pty = pty;
    }

    static FloodedPty start(String... command) throws IOException {
        FloodedPty flooded = new FloodedPty(RawPty.start(command));
        Thread.ofPlatform().name("flooded-terminal").daemon().start(flooded::read);
        return flooded;
    }

    /** Types a letter that is not in the flood; nanoseconds until the program has written it. */
    long type(char letter) throws Exception {
        wanted = (byte) letter;
        key.set(JAVA_BYTE, 0, (byte) letter);
        long begin = System.nanoTime();
        pty.write(key, 1);
        return arrivals.take() - begin;
    }

    private void read() {
        MemorySegment block = Arena.ofAuto().allocate(BLOCK_BYTES);
        for (long length = pty.read(block); length > 0; length = pty.read(block)) {
            byte letter = wanted;
            for (long i = 0; letter != 0 && i < length; i++) {
                if (block.get(JAVA_BYTE, i) == letter) {
                    wanted = letter = 0;
                    arrivals.add(System.nanoTime());
                }
            }
        }
    }

    /** Ends the program, and with it what it started: they hang up with its terminal. */
    @Override
    public void close() throws IOException {
        pty.close();
    }
}
