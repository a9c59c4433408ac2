package dev.coop.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A workload on disk for as long as it is needed.
 *
 * @param terminalBytes what comes out of a terminal when a program writes the file there
 */
record WorkloadFile(Path path, long terminalBytes) implements AutoCloseable {
    static WorkloadFile repeat(byte[] chunk, long times, long terminalBytes) throws IOException {
        Path path = Files.createTempFile("coop-bench-", ".txt");
        // For the case that somebody loses patience: these files are large.
        path.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(path)) {
            for (long i = 0; i < times; i++) {
                out.write(chunk);
            }
        }
        return new WorkloadFile(path, terminalBytes);
    }

    /** Fails when a reader did not get everything: a figure from a part of the bytes would look fine and mean nothing. */
    void checkAllRead(long bytes, int sessions) {
        long expected = terminalBytes * sessions;
        if (bytes != expected) {
            throw new IllegalStateException("read " + bytes + " bytes of " + expected + " of " + path.getFileName());
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
