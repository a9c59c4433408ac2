package dev.coop.core.journal;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Appends to a logged journal as fast as its one reader sees, and prints every number the reader saw; until killed. */
final class KilledWriter {
    /** Events that may wait for the disk: few enough that the journal never stops waiting for it. */
    private static final int AHEAD = 100;

    private KilledWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        var disk = new LogDisk(Words.PATIENT);
        var journal = Words.logged(disk, Path.of(arguments[0]), 1000, new LogBounds(20_000, 1 << 30));
        var allowed = new Semaphore(AHEAD);
        var cursor = journal.cursor(journal.last());
        var writer = Thread.ofPlatform().start(() -> {
            while (true) {
                allowed.acquireUninterruptibly();
                journal.append("some words to make it a line");
            }
        });
        while (writer.isAlive()) {
            System.out.println(((EventRead.Event<String>) Words.take(cursor, 1).getFirst()).seq());
            allowed.release();
        }
    }
}
