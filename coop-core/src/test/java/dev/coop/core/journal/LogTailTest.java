package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LogTailTest {
    /** A file in memory that knows how much was read of it. */
    static final class Content implements LogBytes {
        private final byte[] bytes;
        private long read;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            if (position >= bytes.length) {
                return -1;
            }
            // In uneven pieces, as a file may give them.
            var count = (int) Math.min(Math.min(target.remaining(), 5000), bytes.length - position);
            target.put(bytes, (int) position, count);
            read += count;
            return count;
        }

        long bytesRead() {
            return read;
        }
    }

    static String line(long seq, int eventBytes) {
        var event = ("{\"w\":\"" + "x".repeat(eventBytes - 8) + "\"}").getBytes(UTF_8);
        return new String(new LogLine(seq, Words.NOON, event).bytes(), UTF_8);
    }

    private static LogTail tail(String content) throws IOException {
        var bytes = content.getBytes(UTF_8);
        return LogTail.of(new Content(bytes), bytes.length, 5);
    }

    @Test
    void aSoundFileEndsWhereItEnds() throws IOException {
        var lines = line(5, 20) + line(6, 20) + line(9, 20);
        assertThat(tail(lines)).isEqualTo(new LogTail(lines.length(), 9));
    }

    @Test
    void aFileWithoutALineHasGivenNoNumber() throws IOException {
        assertThat(tail("")).isEqualTo(new LogTail(0, 4));
        assertThat(tail("garbage")).isEqualTo(new LogTail(0, 4));
        assertThat(tail("garbage\nmore\n\n")).isEqualTo(new LogTail(0, 4));
    }

    @Test
    void aPartOfALineIsCutWhereverItEnds() throws IOException {
        var whole = line(5, 20) + line(6, 20);
        var next = line(7, 20);
        for (var length = 1; length < next.length(); length++) {
            assertThat(tail(whole + next.substring(0, length))).isEqualTo(new LogTail(whole.length(), 6));
        }
    }

    @Test
    void zerosHoweverManyAreCut() throws IOException {
        var whole = line(5, 20) + line(6, 20);
        for (var zeros : new int[] {1, 4096, 65_536, 200_001}) {
            assertThat(tail(whole + "\0".repeat(zeros))).isEqualTo(new LogTail(whole.length(), 6));
            assertThat(tail(whole + "\0".repeat(zeros) + "\n")).isEqualTo(new LogTail(whole.length(), 6));
        }
    }

    @Test
    void garbageLinesAreCutBackToTheLastValidOne() throws IOException {
        var whole = line(5, 20);
        assertThat(tail(whole + "old blocks\n{}\n" + line(7, 20).replace("}}", "}") + "\n\nrest"))
                .isEqualTo(new LogTail(whole.length(), 5));
    }

    @Test
    void aNumberBelowTheFirstOfTheFileIsNotOneOfItsLines() throws IOException {
        assertThat(tail(line(5, 20) + line(4, 20)))
                .isEqualTo(new LogTail(line(5, 20).length(), 5));
    }

    @Test
    void aLineLongerThanAnyWeWriteIsNoneAndOneAsLongAsWeWriteIs() throws IOException {
        var longest = line(5, EventJournal.MAX_EVENT_BYTES);
        assertThat(tail(longest)).isEqualTo(new LogTail(longest.length(), 5));
        assertThat(tail(line(5, EventJournal.MAX_EVENT_BYTES + 200))).isEqualTo(new LogTail(0, 4));
    }

    @Test
    void aSoundFileIsNotReadThrough() throws IOException {
        var bytes = line(5, 100).repeat(100_000).getBytes(UTF_8);
        var content = new Content(bytes);
        LogTail.of(content, bytes.length, 5);
        assertThat(content.bytesRead()).isLessThan(300_000);
    }
}
