package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A writer at full speed and readers that it overtakes. The byte at every offset is known, so a copy that was torn and
 * not noticed shows. Rings of one short chunk, of odd size, and of several chunks; reads short and as long as the ring.
 */
@Timeout(30)
class ByteJournalRaceTest {
    private static final int READERS = 2;

    /** The stream repeats after a prime number of bytes, so that places in the ring and bytes never fall into step. */
    private static final int PERIOD = 100_003;

    private static final int LONGEST = 1 << 16;
    private static final byte[] STREAM = new byte[PERIOD + LONGEST];

    static {
        Bytes.fill(STREAM, 0, PERIOD);
        System.arraycopy(STREAM, 0, STREAM, PERIOD, LONGEST);
    }

    /** What one reader saw. Together the two make up the whole stream. */
    private record Seen(long bytes, long lost) {}

    @ParameterizedTest
    @CsvSource({
        "64, 16, 64, 4000000",
        "4099, 1024, 4099, 1000000",
        "65536, 4096, 65536, 400000",
        "65536, 500, 300, 2000000",
        "200000, 65536, 30000, 20000",
        "1000, 5000, 100, 200000"
    })
    void aReaderThatIsOvertakenNeverSeesAForeignByte(int capacity, int block, int read, int blocks) throws Exception {
        var journal = new ByteJournal(capacity);
        var total = (long) blocks * block;
        try (var threads = Executors.newFixedThreadPool(READERS)) {
            var readers = new ArrayList<Future<Seen>>();
            for (var i = 0; i < READERS; i++) {
                Callable<Seen> reader = () -> follow(journal, read);
                readers.add(threads.submit(reader));
            }
            for (var offset = 0L; offset < total; offset += block) {
                journal.append(STREAM, (int) (offset % PERIOD), block);
            }
            journal.close();
            for (var reader : readers) {
                var seen = reader.get(20, TimeUnit.SECONDS);
                assertThat(seen.bytes() + seen.lost()).isEqualTo(total);
                // The last bytes held are there for everyone.
                assertThat(seen.bytes()).isGreaterThanOrEqualTo(capacity);
            }
        }
    }

    private static Seen follow(ByteJournal journal, int read) throws InterruptedException {
        var target = new byte[read];
        var bytes = 0L;
        var lost = 0L;
        try (var cursor = journal.cursor(0)) {
            while (true) {
                var before = cursor.position();
                switch (cursor.read(target, 0, read)) {
                    case Read.Data(int count) -> {
                        var at = (int) (before % PERIOD);
                        if (!Arrays.equals(target, 0, count, STREAM, at, at + count)) {
                            throw new AssertionError("a foreign byte in " + count + " from offset " + before);
                        }
                        bytes += count;
                    }
                    case Read.Gap(long from, long to) -> {
                        assertThat(from).isEqualTo(before);
                        assertThat(to).isGreaterThan(from);
                        lost += to - from;
                    }
                    case Read.NothingYet() -> cursor.await();
                    case Read.End() -> {
                        return new Seen(bytes, lost);
                    }
                }
            }
        }
    }
}
