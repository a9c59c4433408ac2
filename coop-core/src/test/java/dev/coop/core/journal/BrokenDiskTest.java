package dev.coop.core.journal;

import static dev.coop.core.journal.Words.event;
import static dev.coop.core.journal.Words.gap;
import static dev.coop.core.journal.Words.take;
import static dev.coop.core.journal.Words.takeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real failures of a real disk: full, forbidden, gone. The session goes on, says so, and recovers. */
@Timeout(60)
class BrokenDiskTest {
    @TempDir
    Path parent;

    private final LogDisk disk = new LogDisk(Words.PATIENT);

    @AfterEach
    void closeDisk() {
        disk.close();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void onAFullDiskTheJournalGoesOnInMemoryAndRecoversWhenThereIsRoom() throws Exception {
        var mount = Files.createDirectory(parent.resolve("small-disk"));
        assumeTrue(
                ChildJvm.isRoot() && run("mount", "-t", "tmpfs", "-o", "size=256k", "none", mount.toString()) == 0,
                "mounting a small disk takes root");
        try (var journal = Words.logged(disk, mount.resolve("events"), 20);
                var follower = journal.cursor(0)) {
            journal.append("before");
            take(follower, 1);
            var filler = mount.resolve("filler");
            fill(filler);

            var word = "x".repeat(2000);
            while (Words.ok(journal.health())) {
                journal.append(word);
                take(follower, 1);
            }
            assertThat(journal.health()).asString().contains("No space left on device");
            var since = ((Health.Degraded) journal.health()).since();
            for (var i = 0; i < 100; i++) {
                journal.append(word);
                assertThat(take(follower, 1).getFirst()).isInstanceOf(EventRead.Event.class);
            }
            assertThat(Words.degraded(journal.health())).isTrue();

            Files.delete(filler);
            Words.awaitHealth(journal, Words::ok);
            var last = journal.append("after");
            take(follower, 1);

            // A try that began before there was room may have ended after: then a few more came through in between.
            var all = takeAll(journal, 0);
            assertThat(Words.accountFor(all, 1, last)).isTrue();
            assertThat(all).startsWith(event(1, "before")).endsWith(event(last, "after"));
            assertThat(all)
                    .filteredOn(EventRead.Gap.class::isInstance)
                    .first()
                    .extracting(gap -> ((EventRead.Gap<String>) gap).from())
                    .isEqualTo(since);
        } finally {
            run("umount", "-l", mount.toString());
        }
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void aDirectoryRemovedAndReplacedByAFileIsNoticedAndMadeAgainWhenItCan() throws Exception {
        var directory = parent.resolve("events");
        try (var journal = Words.logged(disk, directory, 20)) {
            journal.append("a");
            take(journal.cursor(0), 1);
            Files.delete(directory.resolve("events-00000000000000000001.jsonl"));
            Files.delete(directory);
            Files.createFile(directory);

            journal.append("b");
            Words.awaitHealth(journal, Words::degraded);
            assertThat(((Health.Degraded) journal.health()).since()).isEqualTo(2);
            assertThat(takeAll(journal, 0)).containsExactly(event(1, "a"), event(2, "b"));

            Files.delete(directory);
            Words.awaitHealth(journal, Words::ok);
        }
        try (var again = Words.logged(disk, directory, 20)) {
            assertThat(takeAll(again, 0)).containsExactly(gap(1, 1), event(2, "b"));
        }
    }

    @Test
    void aLogThatCanNotBeOpenedIsToldAtOnceAndMadeGoodLater() throws Exception {
        var notADirectory = Files.createFile(parent.resolve("occupied"));
        try (var journal = Words.logged(disk, notADirectory.resolve("events"), 20)) {
            assertThat(journal.health())
                    .isInstanceOfSatisfying(
                            Health.Degraded.class,
                            degraded -> assertThat(degraded.since()).isEqualTo(1));
            assertThat(journal.append("a")).isEqualTo(1);
            assertThat(take(journal.cursor(0), 1)).containsExactly(event(1, "a"));
            Files.delete(notADirectory);
            Words.awaitHealth(journal, Words::ok);
        }
        try (var again = Words.logged(disk, notADirectory.resolve("events"), 20)) {
            assertThat(takeAll(again, 0)).containsExactly(event(1, "a"));
        }
    }

    @Test
    void aLogThatTurnsOutToBeAheadIsNeverMixedWithNumbersGivenTwice() throws Exception {
        var real = Files.createDirectory(parent.resolve("real"));
        try (var other = Words.logged(disk, real.resolve("events"), 20)) {
            other.append("theirs 1");
            other.append("theirs 2");
        }
        var notADirectory = Files.createFile(parent.resolve("host"));
        var directory = notADirectory.resolve("events");
        try (var journal = Words.logged(disk, directory, 20)) {
            journal.append("mine");
            // In one step, or a retry could make the directory in between.
            var link = Files.createSymbolicLink(parent.resolve("link"), real);
            Files.move(link, notADirectory, StandardCopyOption.ATOMIC_MOVE);
            Words.awaitHealth(journal, health -> health.toString().contains("already ends with event 2"));
            assertThat(journal.append("mine")).isEqualTo(2);
        }
        try (var again = Words.logged(disk, directory, 20)) {
            assertThat(takeAll(again, 0)).containsExactly(event(1, "theirs 1"), event(2, "theirs 2"));
        }
    }

    @Test
    void withoutTheRightToWriteOldEventsAreReadAndNewOnesKeptInMemory() throws Exception {
        var directory = parent.resolve("events");
        try (var journal = Words.logged(disk, directory, 20)) {
            journal.append("a");
        }
        var file = directory.resolve("events-00000000000000000001.jsonl");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            var child = ChildJvm.obeyingPermissions(ForbiddenWriter.class, directory.toString())
                    .start();
            var lines = child.inputReader().lines().toList();
            assertThat(child.waitFor()).isZero();
            assertThat(lines).hasSize(4);
            assertThat(lines.getFirst()).startsWith("Degraded[since=2, ").contains("no permission for ");
            assertThat(lines.subList(1, 4))
                    .containsExactly(
                            event(1, "a").toString(),
                            event(2, "b").toString(),
                            event(3, "c").toString());
            assertThat(Files.readAllLines(file)).hasSize(1);
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
