package dev.coop.core.journal;

import java.nio.file.Path;

/** Appends two events to a journal whose log it may not write, and prints what became of it. */
final class ForbiddenWriter {
    private ForbiddenWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var disk = new LogDisk(Words.QUICK);
                var journal = Words.logged(disk, Path.of(arguments[0]), 100)) {
            System.out.println(journal.health());
            journal.append("b");
            journal.append("c");
            for (var read : Words.takeAll(journal, 0)) {
                System.out.println(read);
            }
        }
    }
}
