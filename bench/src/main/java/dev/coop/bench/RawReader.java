package dev.coop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The raw loop in Java: one thread that blocks in read for each program, and no use of what it reads. */
final class RawReader {
    private RawReader() {}

    /** So many programs at once, each writing the file to its own terminal. */
    static Throughput run(WorkloadFile file, int sessions) throws Exception {
        return Throughput.of(file.terminalBytes() * sessions, () -> drain(file, sessions));
    }

    private static void drain(WorkloadFile file, int sessions) throws InterruptedException, ExecutionException {
        List<FutureTask<Long>> readers = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            FutureTask<Long> reader = new FutureTask<>(() -> read(file));
            Thread.ofPlatform().name("raw-reader-" + i).start(reader);
            readers.add(reader);
        }
        long bytes = 0;
        for (FutureTask<Long> reader : readers) {
            bytes += reader.get();
        }
        file.checkAllRead(bytes, sessions);
    }

    private static long read(WorkloadFile file) throws Exception {
        try (RawPty pty = RawPty.start("/bin/cat", file.path().toString())) {
            return pty.drain();
        }
    }
}
