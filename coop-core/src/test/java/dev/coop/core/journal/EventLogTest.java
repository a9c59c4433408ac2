package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a log: their names, rights, rotation, retention, repair. */
class EventLogTest {
    /** A line of {@link #lines} has 69 to 71 bytes: ten fit into a file. */
    private static final LogBounds SMALL = new LogBounds(720, 2200);

    @TempDir
    Path parent;

    private Path directory;
    private final AtomicInteger syncs = new AtomicInteger();

    @BeforeEach
    void nameDirectory() {
        directory = parent.resolve("session").resolve("events");
    }

    private EventLog open(LogBounds bounds) throws IOException {
        var log = new EventLog(directory, bounds, file -> syncs.incrementAndGet());
        log.open();
        return log;
    }

    private static List<LogLine> lines(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new LogLine(seq, Words.NOON, "{\"w\":\"abc\"}".getBytes(UTF_8)))
                .toList();
    }

    private static List<Long> read(EventLog log) throws IOException {
        var seqs = new ArrayList<Long>();
        List<LogLine> page;
        do {
            var from = seqs.isEmpty() ? 1 : seqs.getLast() + 1;
            page = LogSearch.page(log.segments(), from, Long.MAX_VALUE, 1000);
            page.forEach(line -> seqs.add(line.seq()));
        } while (!page.isEmpty());
        return seqs;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path file(long first) {
        return directory.resolve(String.format("events-%020d.jsonl", first));
    }

    @Test
    void theLogIsReadableByItsOwnerAlone() throws IOException {
        open(SMALL).write(lines(1, 1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(1))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLogThatWasNeverWrittenHasNoFile() throws IOException {
        assertThat(open(SMALL).last()).isZero();
        assertThat(names()).isEmpty();
    }

    @Test
    void linesGoToANewFileBeforeTheOldOneIsTooLong() throws IOException {
        var log = open(SMALL);
        log.write(lines(1, 4));
        log.write(lines(5, 25));
        assertThat(names())
                .containsExactly(
                        "events-00000000000000000001.jsonl",
                        "events-00000000000000000011.jsonl",
                        "events-00000000000000000021.jsonl");
        assertThat(Files.size(file(1))).isLessThanOrEqualTo(720);
        assertThat(Files.readString(file(21)))
                .startsWith("{\"seq\":21,\"at\":\"2026-11-20T12:00:00.123456789Z\",\"event\":{\"w\":\"abc\"}}\n");
        assertThat(read(log)).isEqualTo(LongStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void aLineLongerThanAFileGetsAFileOfItsOwn() throws IOException {
        var log = open(new LogBounds(10, 1000));
        log.write(lines(1, 3));
        assertThat(names()).hasSize(3);
        assertThat(read(log)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theOldestFilesAreDeletedWhenAllTogetherAreTooLongButNeverTheOneBeingWritten() throws IOException {
        var log = open(SMALL);
        for (var seq = 1; seq <= 200; seq++) {
            log.write(lines(seq, seq));
            var total = 0L;
            for (var name : names()) {
                total += Files.size(directory.resolve(name));
            }
            assertThat(total).isLessThanOrEqualTo(2200);
            assertThat(log.segments().getLast().path()).exists();
        }
        assertThat(read(log)).isEqualTo(LongStream.rangeClosed(171, 200).boxed().toList());
    }

    @Test
    void aLogGoesOnInItsNewestFileAndMindsNoOthers() throws IOException {
        open(SMALL).write(lines(1, 15));
        Files.writeString(directory.resolve("notes.txt"), "not ours");
        Files.writeString(directory.resolve("events-99999999999999999999.jsonl"), "not ours");
        var again = open(SMALL);
        assertThat(again.last()).isEqualTo(15);
        assertThat(again.repair()).isEmpty();
        again.write(lines(16, 21));
        assertThat(read(again)).isEqualTo(LongStream.rangeClosed(1, 21).boxed().toList());
        assertThat(names()).hasSize(5);
    }

    @Test
    void aTornEndIsCutOnceAndTold() throws IOException {
        open(SMALL).write(lines(1, 3));
        var whole = Files.size(file(1));
        Files.writeString(file(1), "{\"seq\":4,\"at\":\"20", StandardOpenOption.APPEND);

        var log = open(SMALL);
        assertThat(log.repair()).contains(new LogRepair(file(1), whole, 17));
        assertThat(Files.size(file(1))).isEqualTo(whole);
        assertThat(log.last()).isEqualTo(3);
        log.write(lines(4, 4));
        log.open();
        assertThat(read(log)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aNewestFileWithoutALineStillSaysWhichNumbersWereGiven() throws IOException {
        open(SMALL).write(lines(1, 10));
        Files.writeString(file(42), "\0\0\0");
        var log = open(SMALL);
        assertThat(log.last()).isEqualTo(41);
        log.write(lines(42, 42));
        assertThat(Files.readString(file(42))).startsWith("{\"seq\":42,");
    }

    @Test
    void whatIsWrittenIsForcedOnceAndTheNameOfANewFileWithIt() throws IOException {
        var log = open(SMALL);
        log.sync();
        assertThat(syncs).hasValue(0);
        log.write(lines(1, 2));
        assertThat(log.unsynced()).isEqualTo(Files.size(file(1)));
        log.sync();
        log.sync();
        assertThat(syncs).as("file and directory").hasValue(2);
        log.write(lines(3, 3));
        log.close();
        assertThat(syncs).hasValue(3);
    }

    @Test
    void aFullFileIsForcedBeforeTheNextIsBegun() throws IOException {
        var log = open(SMALL);
        log.write(lines(1, 10));
        assertThat(syncs).hasValue(0);
        log.write(lines(11, 11));
        assertThat(syncs).hasValue(2);
    }

    @Test
    void afterAFailedForceTheFileIsOpenedAnew() throws IOException {
        var broken = new AtomicInteger(1);
        var log = new EventLog(directory, SMALL, file -> {
            if (broken.getAndDecrement() > 0) {
                throw new IOException("no force");
            }
        });
        log.open();
        log.write(lines(1, 1));
        assertThatIOException().isThrownBy(log::sync).withMessage("no force");
        log.open();
        log.write(lines(2, 2));
        log.sync();
        assertThat(read(log)).containsExactly(1L, 2L);
    }

    @Test
    void aFileRemovedUnderneathIsNoticedAndTheNextTryBeginsANewOne() throws IOException {
        var log = open(SMALL);
        log.write(lines(1, 2));
        Files.delete(file(1));
        assertThatIOException()
                .isThrownBy(() -> log.write(lines(3, 3)))
                .withMessageContaining("was removed while it was written");
        assertThat(log.last()).isEqualTo(2);
        log.write(lines(3, 4));
        assertThat(names()).containsExactly(file(3).getFileName().toString());
        assertThat(read(log)).containsExactly(3L, 4L);
    }

    @Test
    void aFileCutUnderneathIsNoticedAndLeftToItself() throws IOException {
        var log = open(SMALL);
        log.write(lines(1, 3));
        Files.write(file(1), lines(1, 1).getFirst().bytes());
        assertThatIOException()
                .isThrownBy(() -> log.write(lines(4, 4)))
                .withMessageContaining("was changed by somebody else");
        log.write(lines(4, 5));
        assertThat(read(log)).containsExactly(1L, 4L, 5L);
    }

    @Test
    void linesThatFollowAHoleAreFoundBehindIt() throws IOException {
        var log = open(SMALL);
        log.write(lines(1, 2));
        log.write(lines(7, 8));
        assertThat(read(log)).containsExactly(1L, 2L, 7L, 8L);
        assertThat(open(SMALL).last()).isEqualTo(8);
    }
}
