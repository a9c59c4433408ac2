package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteJournalTest {
    private static final int CHUNK = 1 << 16;

    private final byte[] buffer = new byte[1 << 20];

    /** P3: a size of 0 ended the process at the first output. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, ByteJournal.MAX_CAPACITY + 1, Integer.MAX_VALUE})
    void aSizeThatCanNotBeIsRefusedByName(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteJournal(capacity))
                .withMessage("the capacity of a byte journal is 1 to 1073741824 bytes, not " + capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17})
    void whatIsHeldReadsBackAcrossChunksAndWraps(int capacity) {
        var journal = new ByteJournal(capacity);
        var block = Math.max(1, capacity / 3);
        for (var i = 0; i < 10; i++) {
            Bytes.append(journal, block);
            var cursor = journal.cursor(journal.start());
            var held = (int) (journal.end() - journal.start());
            assertThat(cursor.read(buffer, 0, buffer.length)).isEqualTo(new Read.Data(held));
            Bytes.check(buffer, journal.end() - held, held);
        }
    }

    @Test
    void slowSubscriberIsToldTheGapAndCatchesUp() {
        var journal = new ByteJournal(100);
        Bytes.append(journal, 50);
        var cursor = journal.cursor(0);
        assertThat(cursor.read(buffer, 0, 20)).isEqualTo(new Read.Data(20));

        Bytes.append(journal, 90);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Gap(20, 40));
        assertThat(cursor.position()).isEqualTo(40);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Data(100));
        Bytes.check(buffer, 40, 100);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.NothingYet());
    }

    @Test
    void aCursorThatIsMovedGoesOnFromThere() {
        var journal = new ByteJournal(100);
        Bytes.append(journal, 150);
        var cursor = journal.cursor(150);

        cursor.moveTo(120);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Data(30));
        Bytes.check(buffer, 120, 30);
        cursor.moveTo(10);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Gap(10, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> cursor.moveTo(151));
    }

    @Test
    void offsetsAreNeverReset() {
        var journal = new ByteJournal(10);
        for (var i = 1; i <= 1000; i++) {
            Bytes.append(journal, 7);
            assertThat(journal.end()).isEqualTo(7L * i);
            assertThat(journal.start()).isEqualTo(Math.max(0, 7L * i - 10));
        }
        var cursor = journal.cursor(6990);
        assertThat(cursor.read(buffer, 0, 10)).isEqualTo(new Read.Data(10));
        assertThat(cursor.position()).isEqualTo(7000);
    }

    @Test
    void anIdleJournalHoldsNoChunkAndABusyOneGrowsChunkByChunkUpToItsBound() {
        var journal = new ByteJournal(2 * CHUNK + 1);
        assertThat(journal.allocatedChunks()).isZero();
        Bytes.append(journal, 1);
        assertThat(journal.allocatedChunks()).isEqualTo(1);
        Bytes.append(journal, CHUNK);
        assertThat(journal.allocatedChunks()).isEqualTo(2);
        Bytes.append(journal, 10 * CHUNK);
        assertThat(journal.allocatedChunks()).isEqualTo(3);
        assertThat(journal.end() - journal.start()).isEqualTo(2 * CHUNK + 1);
    }

    @Test
    void appendingAndReadingAtFullSpeedAllocatesNothing() {
        var journal = new ByteJournal(3 * CHUNK);
        var block = new byte[8192];
        var cursor = journal.cursor(0);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The first rounds fill the ring and warm up; a full buffer's result is then used again.
        var allocated = 0L;
        for (var round = 0; round < 2; round++) {
            var before = threads.getCurrentThreadAllocatedBytes();
            for (var i = 0; i < 20_000; i++) {
                journal.append(block, 0, block.length);
                cursor.read(buffer, 0, block.length);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        // Of 160 MB; the compiler's own bookkeeping may be counted here.
        assertThat(allocated).isLessThan(20_000);
    }

    @Test
    void aBlockLargerThanTheJournalLeavesItsLastBytes() {
        var journal = new ByteJournal(100);
        Bytes.append(journal, 30);
        var cursor = journal.cursor(30);
        Bytes.append(journal, 12_345);
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Gap(30, 12_275));
        assertThat(cursor.read(buffer, 0, 1000)).isEqualTo(new Read.Data(100));
        Bytes.check(buffer, 12_275, 100);
    }

    @Test
    void aPartOfAnArrayIsAppendedAndReadIntoAPartOfAnArray() {
        var journal = new ByteJournal(100);
        journal.append(new byte[] {1, 2, 3, 4}, 1, 2);
        var target = new byte[] {9, 9, 9, 9};
        assertThat(journal.cursor(0).read(target, 1, 3)).isEqualTo(new Read.Data(2));
        assertThat(target).containsExactly(9, 2, 3, 9);
    }

    @Test
    void aRangeOutsideItsArrayIsRefusedAndNothingIsAppended() {
        var journal = new ByteJournal(100);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> journal.append(new byte[4], 2, 3));
        assertThat(journal.end()).isZero();
    }

    @Test
    void aCursorOutsideTheJournalIsRefused() {
        var journal = new ByteJournal(100);
        Bytes.append(journal, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.cursor(11))
                .withMessage("offset 11 is outside the journal, which has 0 to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.cursor(-1))
                .withMessage("offset -1 is outside the journal, which has 0 to 10");
    }

    @Test
    void theEndIsSeenBehindTheLastByteAndOnlyAfterTheClose() {
        var journal = new ByteJournal(100);
        var cursor = journal.cursor(0);
        Bytes.append(journal, 10);
        journal.close();
        journal.close();
        assertThat(cursor.read(buffer, 0, 4)).isEqualTo(new Read.Data(4));
        assertThat(cursor.read(buffer, 0, 100)).isEqualTo(new Read.Data(6));
        assertThat(cursor.read(buffer, 0, 100)).isEqualTo(new Read.End());
        assertThat(cursor.read(buffer, 0, 100)).isEqualTo(new Read.End());
        assertThat(journal.cursor(3).read(buffer, 0, 100)).isEqualTo(new Read.Data(7));
    }

    @Test
    void aClosedJournalTakesNothingMore() {
        var journal = new ByteJournal(100);
        journal.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(buffer, 0, 1))
                .withMessage("the journal is closed");
    }

    @Test
    void aReadWithoutRoomAndAReadOfAClosedCursorAreRefused() {
        var cursor = new ByteJournal(100).cursor(0);
        assertThatIllegalArgumentException().isThrownBy(() -> cursor.read(buffer, 0, 0));
        cursor.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> cursor.read(buffer, 0, 1))
                .withMessage("the cursor is closed");
    }
}
